using System.Diagnostics;
using System.Net;
using BlazorSessions.App.Settings;
using Microsoft.Data.Sqlite;

namespace BlazorSessions.Tests.Faults;

/// <summary>A SQLite file that somebody else locks, and a disk that is full.</summary>
[Trait("speed", "slow")]
[Trait("abuse", "A30")]
public sealed class SqliteInTrouble(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Locked_by_another_program()
    {
        await using var stage = new Stage();
        await stage.SetAsync(await TestPlace.CreateAsync(DatabaseProvider.Sqlite));
        await using var other = new SqliteConnection(stage.Place.Connection);
        await other.OpenAsync(Ct);
        await using (var locked = other.BeginTransaction(deferred: false))
        {
            Assert.True(await stage.Laptop.IsSignedInAsync());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stage.ApproveAsync()).Status);
            Assert.Equal(stage.Code, await stage.Phone.CodeAsync());
        }

        await stage.FinishAsync();
        output.WriteLine("SQLite file locked: pages and sessions go on, approving says 503 after 5 s and changes nothing; unlocked, the same code let the phone in; 0 lost, 0 violations");
    }

    [Fact]
    public async Task On_a_full_disk()
    {
        var disk = Directory.CreateTempSubdirectory("blazorsessions-disk-").FullName;
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk))
        {
            Directory.Delete(disk);
            Assert.Skip("No tmpfs may be mounted here.");
        }

        try
        {
            await FillAndEmptyAsync(disk);
            output.WriteLine("Disk full under SQLite: sessions go on, approving says 503 and changes nothing; with room again the same code let the phone in; 0 lost, 0 violations");
        }
        finally
        {
            await RunAsync("umount", "--lazy", disk);
            Directory.Delete(disk);
        }
    }

    private static async Task FillAndEmptyAsync(string disk)
    {
        await using var stage = new Stage();
        var data = Directory.CreateDirectory(Path.Combine(disk, "data")).FullName;
        await stage.SetAsync(TestPlace.In(data));
        var filler = Path.Combine(disk, "filler");
        Fill(filler);

        Answer answer;
        do
        {
            answer = await stage.Phone.SignInAsync(); // each writes a little, until there is no page left
        }
        while (answer.Status != HttpStatusCode.ServiceUnavailable);

        Assert.True(await stage.Laptop.IsSignedInAsync());
        var code = await stage.Phone.CodeAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stage.ApproveAsync(code)).Status);
        Assert.Equal(code, await stage.Phone.CodeAsync());
        File.Delete(filler);
        await stage.FinishAsync(code);
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(page);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(Ct);
        return process.ExitCode == 0;
    }
}

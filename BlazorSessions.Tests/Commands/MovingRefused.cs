using System.Text;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Transfer;
using static BlazorSessions.Tests.Support.Carried;

namespace BlazorSessions.Tests.Commands;

/// <summary>A file, or a place, that nothing is carried from or to, and that nothing is changed then.</summary>
public sealed class MovingRefused
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A37")]
    public async Task A_file_that_is_cut_or_changed_or_of_another_key_file_is_refused_before_anything_is_made(DatabaseProvider to)
    {
        await using var here = await StoryAsync(DatabaseProvider.Sqlite);
        await here.DoAsync("data", "export", FileAt(here));
        var whole = await File.ReadAllBytesAsync(FileAt(here), Ct);
        await using var there = await TestPlace.CreateAsync(to);
        var file = FileAt(there);

        Assert.StartsWith("Keys:File: there is no file", await RefusedAsync(whole), StringComparison.Ordinal);
        File.Copy(here.KeyFile, there.KeyFile);
        var lines = Encoding.UTF8.GetString(whole).Split('\n');
        byte[][] changed =
        [
            [], whole[..^1], whole[..(whole.Length / 2)], Encoding.UTF8.GetBytes(string.Join('\n', lines[..^2])), [.. whole, .. "\n"u8],
            With(whole.Length / 3), With(0), With(whole.Length - 10),
            Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, number) => number != lines.Length / 2))),
        ];
        foreach (var bytes in changed)
        {
            Assert.Contains("is not whole, or was not written with this key file", await RefusedAsync(bytes), StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(there.KeyFile, Convert.ToBase64String(new byte[32]), Ct);
        Assert.Contains("is not whole, or was not written with this key file", await RefusedAsync(whole), StringComparison.Ordinal);
        Assert.Equal([there.KeyFile, file], Directory.GetFiles(Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal));
        Assert.Equal(1, (await there.AskAsync("users", "list")).Code); // no schema either

        async Task<string> RefusedAsync(byte[] bytes)
        {
            await File.WriteAllBytesAsync(file, bytes, Ct);
            var (code, output, error) = await there.AskAsync("data", "import", file);
            Assert.Equal((1, ""), (code, output));
            return Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        byte[] With(int place)
        {
            var copy = (byte[])whole.Clone();
            copy[place] ^= 1;
            return copy;
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Where_accounts_are_already_or_a_server_runs_nothing_is_changed(DatabaseProvider to)
    {
        await using var here = await StoryAsync(DatabaseProvider.Sqlite);
        await here.DoAsync("data", "export", FileAt(here));
        await using var there = await TestPlace.CreateMigratedAsync(to);
        File.Copy(here.KeyFile, there.KeyFile);
        await using (var server = await TestApp.StartAsync(there))
        {
            var beside = await there.AskAsync("data", "import", FileAt(here));
            Assert.Equal(1, beside.Code);
            Assert.Contains(to == DatabaseProvider.Sqlite ? "another server uses" : "A server runs on this database", beside.Error, StringComparison.Ordinal);
            await server.SignUpAsync("bob@example.org");
        }

        var (code, _, error) = await there.AskAsync("data", "import", FileAt(here));

        Assert.Equal((1, "There are accounts in this database; name one where nothing is yet.\n"), (code, error));
        Assert.Equal("bob@example.org", (await there.DoAsync("users", "list")).EnumerateArray().Single().GetProperty("email").GetString());
    }

    [Fact]
    public async Task A_file_of_another_version_is_refused_and_the_database_left_empty()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using (await TestApp.StartAsync(place))
        {
        }

        await using (var file = File.Create(FileAt(place)))
        {
            using var writer = new TransferWriter(file, new KeyFile(place.KeyFile));
            await writer.WriteAsync(new TransferHead(TransferFile.Format, "Former", TestApp.Start, 0), Ct);
            await writer.EndAsync(new(new Dictionary<string, long>()), Ct);
        }

        var (code, _, error) = await place.AskAsync("data", "import", FileAt(place));

        Assert.Equal(1, code);
        Assert.StartsWith("Another version of this program has written the file (Former, format 1)", error, StringComparison.Ordinal);
        Assert.Equal(0, (await place.AskAsync("log", "verify")).Code);
    }
}

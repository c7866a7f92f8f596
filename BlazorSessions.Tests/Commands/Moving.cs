using System.Net;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Transfer;
using Microsoft.EntityFrameworkCore;
using static BlazorSessions.Tests.Support.Carried;

namespace BlazorSessions.Tests.Commands;

/// <summary>Everything carried from one database to another, also of the other kind.</summary>
public sealed class Moving
{
    private const string NotCarried = "change_counter"; // counts what happens to one file

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.PostgreSql, DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.Sqlite)]
    public async Task A_whole_story_goes_on_there_as_if_nothing_had_been(DatabaseProvider from, DatabaseProvider to)
    {
        await using var here = await TestPlace.CreateMigratedAsync(from);
        await using var there = await TestPlace.CreateAsync(to);
        var before = await TestApp.StartAsync(here, [TestApp.NoLimits]);
        using var deeds = new EveryDeed(before);
        await deeds.SignInAsync();
        await deeds.ReadAsync();
        await deeds.ChangeAsync();
        using var laptop = new Visitor(before, "moving@example.org");
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        var code = await phone.CodeAsync();
        var link = await before.ResetLinkAsync(laptop);

        var file = FileAt(here);
        var written = (await here.DoAsync("data", "export", file)).GetProperty("rows"); // beside the server
        await before.DisposeAsync();
        File.Copy(here.KeyFile, there.KeyFile);
        var read = await there.DoAsync("data", "import", file);

        Assert.Equal($"{written}", $"{read.GetProperty("rows")}");
        Assert.Equal(0, read.GetProperty("faults").GetArrayLength());
        Assert.Equal(0, (await there.AskAsync("log", "verify")).Code);
        await using var after = await TestApp.StartAsync(there, [TestApp.NoLimits], clock: before.Clock);
        using var movedLaptop = Moved(laptop, after);
        using var movedPhone = Moved(phone, after);
        Assert.True(await movedLaptop.IsSignedInAsync());
        Assert.Equal(code, await movedPhone.CodeAsync());
        await movedLaptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", code));
        Assert.Equal("/dashboard", (await movedPhone.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.Equal(HttpStatusCode.OK, (await movedPhone.GetAsync(link)).Status);
        Assert.Empty(after.Log.Errors);
        await Invariants.HoldAsync(after);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.PostgreSql, DatabaseProvider.Sqlite)]
    public async Task What_is_written_out_there_again_is_the_same_to_the_byte(DatabaseProvider from, DatabaseProvider to)
    {
        await using var here = await StoryAsync(from);
        await using var there = await TestPlace.CreateAsync(to);
        File.Copy(here.KeyFile, there.KeyFile);
        await here.DoAsync("data", "export", FileAt(here));
        await there.DoAsync("data", "import", FileAt(here));

        await there.DoAsync("data", "export", FileAt(there));

        var (first, second) = (await LinesAsync(FileAt(here)), await LinesAsync(FileAt(there)));
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
        Assert.True(first.Count > 30);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileAt(here)));
        Assert.Equal(1, (await here.AskAsync("data", "export", FileAt(here))).Code); // nothing is written over
    }

    [Theory]
    [BothDatabases]
    public async Task Every_table_and_every_column_that_is_in_the_database_is_carried(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var there = await db.Database.SqlQueryRaw<string>(provider == DatabaseProvider.Sqlite
            ? """SELECT t.name || '.' || c.name AS "Value" FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"""
            : """SELECT table_name || '.' || column_name AS "Value" FROM information_schema.columns WHERE table_schema = 'public'""").ToListAsync(Ct);

        var carried = TransferTable.AllOf(db).SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"));

        Assert.Equal(
            there.Where(name => !name.StartsWith("__EF", StringComparison.Ordinal) && name.Split('.')[0] != NotCarried).Order(StringComparer.Ordinal),
            carried.Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("abuse", "A35")]
    public async Task A_log_that_somebody_changed_is_carried_as_it_is_and_named()
    {
        await using var here = await StoryAsync(DatabaseProvider.PostgreSql);
        await using (var app = await TestApp.StartAsync(here))
        {
            await app.ExecuteAsync("""UPDATE log_entries SET "Kind" = 'Nothing' WHERE "Number" = 2""");
        }

        await using var there = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        File.Copy(here.KeyFile, there.KeyFile);
        await here.DoAsync("data", "export", FileAt(here));

        var (code, said, _) = await there.AskAsync("data", "import", FileAt(here));

        Assert.Equal(2, code);
        Assert.Contains("Entry 2 of", said, StringComparison.Ordinal);
        Assert.Equal(2, (await there.AskAsync("log", "verify")).Code);
    }

    // All but the head, which says when, and the hash.
    private static async Task<IReadOnlyList<string>> LinesAsync(string file) =>
        [.. (await File.ReadAllLinesAsync(file, Ct)).Skip(1).Select(line => line.Split(",\"hmac\"")[0])];

    private static Visitor Moved(Visitor visitor, TestApp to)
    {
        var moved = visitor.OtherDevice(to);
        moved.Cookies.Add(visitor.Cookies.GetAllCookies());
        return moved;
    }
}

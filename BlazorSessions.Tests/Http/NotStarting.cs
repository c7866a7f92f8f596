using System.Security.Cryptography;
using System.Text;
using BlazorSessions.App.Settings;
using Microsoft.Data.Sqlite;

namespace BlazorSessions.Tests.Http;

/// <summary>The real program where a start would do harm: one line that names the cause, a code that is not 0, and the data as it was.</summary>
[Trait("speed", "slow")]
[Trait("abuse", "A37")]
public sealed class NotStarting
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task On_a_database_that_a_newer_version_has_written(DatabaseProvider provider)
    {
        await using var place = await PreparedAsync(provider, """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99.0.0')""");

        await RefusesAsync(place, $"ConnectionStrings:{provider}: a newer version of this program has written the database");
    }

    [Theory]
    [BothDatabases]
    public async Task Without_the_key_file(DatabaseProvider provider)
    {
        await using var place = await PreparedAsync(provider);
        File.Delete(place.KeyFile);

        await RefusesAsync(place, "Keys:File: the file is missing");
        Assert.False(File.Exists(place.KeyFile));
    }

    [Theory]
    [BothDatabases]
    public async Task With_a_key_file_that_does_not_fit(DatabaseProvider provider)
    {
        await using var place = await PreparedAsync(provider);
        await File.WriteAllTextAsync(place.KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Ct);

        await RefusesAsync(place, "Keys:File: the file does not fit the database");
    }

    [Fact]
    public async Task Beside_another_server_on_the_same_file()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var first = await TestApp.StartAsync(place);
        using var ann = new Visitor(first);
        await ann.SignUpAsync();

        await SaysAsync(place.Settings, "ConnectionStrings:Sqlite: another server uses ");
        Assert.True(await ann.IsSignedInAsync());
    }

    [Fact]
    public async Task On_a_file_that_is_no_database()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        var file = FileOf(place);
        await File.WriteAllTextAsync(file, "These are the minutes of a meeting, and nothing else.", Ct);

        await SaysAsync(place.Settings, "ConnectionStrings:Sqlite: the database cannot be opened");
        Assert.Equal("These are the minutes of a meeting, and nothing else.", await File.ReadAllTextAsync(file, Ct));
    }

    [Theory]
    [InlineData("ConnectionStrings:Sqlite=Data Source=/proc/blazorsessions.db", "ConnectionStrings:Sqlite: ")] // a folder in which nobody may write
    [InlineData("ConnectionStrings:Sqlite=Data Source=/proc/version/blazorsessions.db", "ConnectionStrings:Sqlite: ")] // a file in place of a folder
    [InlineData("Keys:File=/proc/blazorsessions.keys", "Keys:File: ")]
    public async Task Where_it_cannot_write(string setting, string cause)
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);

        await SaysAsync([.. place.Settings, setting], cause);
    }

    // With an account in it, and perhaps with something done to it.
    private static async Task<TestPlace> PreparedAsync(DatabaseProvider provider, string? statement = null)
    {
        var place = await TestPlace.CreateAsync(provider);
        await using var app = await TestApp.StartAsync(place);
        await app.SignUpAsync("ann@example.org");
        if (statement is not null)
        {
            await app.ExecuteAsync(statement);
        }

        return place;
    }

    private static async Task RefusesAsync(TestPlace place, string cause)
    {
        var before = await DumpAsync(place);

        await SaysAsync(place.Settings, cause);

        Assert.Equal(before, await DumpAsync(place));
    }

    private static async Task SaysAsync(IEnumerable<string> settings, string cause)
    {
        var (code, text) = await RunningProgram.RunAsync(["--urls", "http://127.0.0.1:0", .. settings.Select(setting => "--" + setting)]);

        Assert.NotEqual(0, code);
        Assert.StartsWith(cause, text, StringComparison.Ordinal);
        Assert.Single(text.TrimEnd('\n').Split('\n'));
    }

    // A dump begins and ends with a word that is another one each time.
    private static async Task<string> DumpAsync(TestPlace place) => place.Provider == DatabaseProvider.PostgreSql
        ? string.Join('\n', Encoding.UTF8.GetString(await PostgresInstance.DumpAsync(place.Connection)).Split('\n').Where(line => !line.Contains("restrict ", StringComparison.Ordinal)))
        : Convert.ToHexString(await File.ReadAllBytesAsync(FileOf(place), Ct));

    private static string FileOf(TestPlace place) => new SqliteConnectionStringBuilder(place.Connection).DataSource;
}

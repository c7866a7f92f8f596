using System.Text.Json;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Commands;

/// <summary>The log, verified and written out by the operator.</summary>
public sealed class LogOfTheServer
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A35")]
    public async Task A_changed_entry_is_named_in_words_in_JSON_and_by_the_exit_code_until_the_operator_accepts_it(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.SignOutAsync(ann);
        var (whole, said, _) = await place.AskAsync("log", "verify");
        Assert.Equal(0, whole);
        Assert.StartsWith("The log is whole: 2 entries of 1 account", said, StringComparison.Ordinal);

        await app.ExecuteAsync("""UPDATE log_entries SET "IpAddress" = '198.51.100.7' WHERE "Number" = 1""");

        var (changed, named, _) = await place.AskAsync("log", "verify");
        Assert.Equal(2, changed);
        Assert.Contains($"Entry 1 of {ann.User} was changed", named, StringComparison.Ordinal);
        Assert.Contains("\"number\":1", (await place.AskAsync("log", "verify", "--json")).Output, StringComparison.Ordinal);

        await app.ExecuteAsync("""UPDATE log_seal SET "Number" = 99""");
        Assert.Contains("All logs: the seal of all logs was changed", (await place.AskAsync("log", "verify")).Output, StringComparison.Ordinal);
        await place.DoAsync("log", "accept", "--yes");
        var after = (await place.AskAsync("log", "verify")).Output;
        Assert.DoesNotContain("All logs", after, StringComparison.Ordinal);
        Assert.Contains("Entry 1 of", after, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task It_is_written_out_whole_or_in_part_for_programs_and_for_spreadsheets(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.SignUpAsync("bob@example.org");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = app.Clock.GetUtcNow();
        await app.SignOutAsync(ann);

        var (code, all, _) = await place.AskAsync("log", "export");
        Assert.Equal((0, 3), (code, Lines(all).Length));
        Assert.Contains("\"kind\":\"Opened\"", all, StringComparison.Ordinal);
        Assert.Equal(2, Lines((await place.AskAsync("log", "export", "--user", "ann@example.org")).Output).Length);
        Assert.Single(Lines((await place.AskAsync("log", "export", "--since", $"{later:O}")).Output));
        Assert.Equal(2, Lines((await place.AskAsync("log", "export", "--until", $"{later:O}")).Output).Length);
        foreach (var inUtc in new[] { $"{later:yyyy-MM-dd'T'HH:mm}", $"{later:yyyy-MM-dd HH:mm:ss'Z'}", $"{later.ToOffset(TimeSpan.FromHours(9)):O}" })
        {
            Assert.Single(Lines((await place.AskAsync("log", "export", "--since", inUtc)).Output));
        }

        var file = Path.Combine(Path.GetDirectoryName(place.KeyFile)!, "log.csv");
        Assert.Equal(3, (await place.DoAsync("log", "export", "--format", "csv", "--output", file)).GetProperty("entries").GetInt32());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var rows = CsvRows.Of(await File.ReadAllTextAsync(file, Ct)).ToList();
        Assert.Equal(4, rows.Count);
        Assert.All(rows.Skip(1), row => Assert.Matches("^[0-9a-f]{64}$", row[^1])); // no sign at the beginning, and none to be quoted
        Assert.Equal(
            Lines(all).Select(line => JsonElement.Parse(line).GetProperty("hash").GetString()),
            rows.Skip(1).Select(row => row[^1]));
        Assert.Equal(1, (await place.AskAsync("log", "export", "--output", file)).Code); // nothing is written over
    }

    [Theory]
    [BothDatabases]
    public async Task What_a_terminal_would_obey_is_spelt_out(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place);
        await app.SignUpAsync("ann@example.org");
        await app.ExecuteAsync("UPDATE log_entries SET \"DeviceName\" = 'a' || " + (provider == DatabaseProvider.Sqlite ? "char(27)" : "chr(27)") + " || 'c'");

        Assert.Contains(",a\\u001bc,", (await place.AskAsync("log", "export", "--format", "csv")).Output, StringComparison.Ordinal);
        Assert.Contains("\"a\\u001bc\"", (await place.AskAsync("log", "export")).Output, StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

using BlazorSessions.App.Chain;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Commands;

/// <summary>What a command says when it cannot do what it is asked for: one line that helps, on the standard error, and a code that is not 0.</summary>
public sealed class Refusals
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_no_server_has_been_nothing_is_made()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);

        var (code, output, error) = await place.AskAsync("users", "list");

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("^ConnectionStrings:Sqlite: there is no database [^\n]+; start the server once[^\n]*\n$", error);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(place.KeyFile)!));
    }

    [Fact]
    public async Task A_database_in_which_nothing_is_yet_or_that_is_none_is_said_to_be_so()
    {
        await using var empty = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        var (code, _, error) = await empty.AskAsync("log", "verify");
        Assert.Equal((1, "ConnectionStrings:PostgreSql: there is nothing in this database yet; start the server once, or name the one that it uses\n"), (code, error));

        await using var none = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(none.Connection.Split('=')[1], "This was a database once.", Ct);
        Assert.Equal((1, "The database cannot be used (SQLite Error 26: 'file is not a database'.).\n"), await FailedAsync(none, "log", "verify"));
    }

    [Theory]
    [BothDatabases]
    public async Task An_account_whose_log_cannot_leave_the_seal_is_closed_and_said_to_stay(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds);
        await app.SignUpAsync("ann@example.org");
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));
        await app.ExecuteAsync("""UPDATE log_seal SET "Number" = 99""");

        var (code, error) = await FailedAsync(place, "users", "delete", "ann@example.org", "--yes");

        Assert.Equal(1, code);
        Assert.StartsWith("The account ann@example.org is closed, but what is kept of it stays for now", error, StringComparison.Ordinal);
        await place.DoAsync("log", "accept", "--yes");
        await place.DoAsync("users", "delete", "ann@example.org", "--yes");
        Assert.Empty((await place.DoAsync("users", "list")).EnumerateArray());
    }

    [Fact]
    public async Task Keys_that_the_database_did_not_take_are_said_to_be_in_the_file()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.PostgreSql);
        await using (await TestApp.StartAsync(place))
        {
        }

        var readOnly = place.By(place.Connection + ";Options=-c default_transaction_read_only=on");
        var (code, error) = await FailedAsync(readOnly, "keys", "rotate", "--yes");

        Assert.Equal(1, code);
        Assert.StartsWith($"{place.KeyFile} holds a new key, after which the former one stands: copy the file", error, StringComparison.Ordinal);
        Assert.Contains("read-only transaction", error, StringComparison.Ordinal);
        Assert.Equal(1, (await place.DoAsync("keys", "rotate", "--yes")).GetProperty("rewrapped").GetInt32());
        Assert.Equal(0, (await place.AskAsync("log", "verify")).Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Without_the_key_file_or_with_another_one_nothing_is_done(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using (await TestApp.StartAsync(place))
        {
        }

        await File.WriteAllTextAsync(place.KeyFile, Convert.ToBase64String(new byte[32]), Ct);
        Assert.StartsWith("Keys:File: the file does not fit", (await place.AskAsync("log", "verify")).Error, StringComparison.Ordinal);

        File.Delete(place.KeyFile);
        var (code, _, error) = await place.AskAsync("users", "list");
        Assert.Equal(1, code);
        Assert.StartsWith("Keys:File: there is no file", error, StringComparison.Ordinal);
        Assert.False(File.Exists(place.KeyFile));
    }

    [Theory]
    [InlineData("users", "limit", "ann@example.org", "0")]
    [InlineData("users", "limit", "ann@example.org", "many")]
    [InlineData("users", "reset-password", "ann@example.org", "--site", "somewhere")]
    [InlineData("users", "show")]
    [InlineData("users", "frobnicate")]
    [InlineData("sessions", "end", "ann@example.org", "--session", "not-an-id")]
    [InlineData("sessions", "list", "--at-most", "-1")]
    [InlineData("users", "list", "--at-most", "0")]
    [InlineData("log", "export", "--format", "pdf")]
    [InlineData("log", "export", "--since", "01/11/2026")]
    [InlineData("log", "verify", "--bogus")]
    public async Task What_makes_no_sense_is_refused_before_anything_is_opened(params string[] arguments)
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);

        var (code, _, error) = await place.AskAsync(arguments);

        Assert.NotEqual(0, code);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("ConnectionStrings", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_helps_whoever_asks_it()
    {
        foreach (var command in new[] { "users", "sessions", "log", "keys" })
        {
            var (code, text) = await RunningProgram.RunAsync(command, "--help");
            Assert.Equal(0, code);
            Assert.Contains("Commands:", text, StringComparison.Ordinal);
        }
    }

    private static async Task<(int Code, string Error)> FailedAsync(TestPlace place, params string[] arguments)
    {
        var (code, output, error) = await place.AskAsync(arguments);
        Assert.Equal("", output);
        return (code, error);
    }
}

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
    [InlineData("log", "export", "--format", "pdf")]
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
}

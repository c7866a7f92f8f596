using BlazorSessions.App.Features.SignUp;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Commands;

/// <summary>Lists for people, who are to see each column and to know when there is more.</summary>
public sealed class Lists
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task What_is_left_out_is_said_and_how_to_come_by_it(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var app = await TestApp.StartAsync(place);
        foreach (var email in new[] { "ann@example.org", "bob@example.org", "cy@example.org" })
        {
            await app.SignUpAsync(email);
        }

        var (_, users, more) = await place.AskAsync("users", "list", "--at-most", "2", "--json");
        Assert.DoesNotContain("cy@", users, StringComparison.Ordinal);
        Assert.Equal("There are more: go on with --after bob@example.org.\n", more);
        Assert.Equal("", (await place.AskAsync("users", "list", "--at-most", "2", "--after", "ann@example.org")).Error);

        Assert.Equal("There are more: ask for them with a greater --at-most.\n", (await place.AskAsync("sessions", "list", "--at-most", "2")).Error);
        Assert.Equal("", (await place.AskAsync("sessions", "list", "--at-most", "3")).Error);
    }

    [Fact]
    public async Task One_long_name_takes_no_column_from_anybody()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var app = await TestApp.StartAsync(place);
        var (name, email) = (new string('n', 100), new string('e', 242) + "@example.org");
        var form = new SignUpForm { FirstName = name, LastName = name, Email = email, Password = Visitor.Password, ConfirmPassword = Visitor.Password };
        Assert.NotNull(await app.Get<SignUpService>().SignUpAsync(form, SignInShortcuts.Device(), Ct));

        var line = (await place.AskAsync("users", "list")).Output.Split('\n')[1];

        Assert.Matches("^e{59}…  n{59}…  2026-01-02 03:04:05Z  0     2      -$", line);
        Assert.Contains(email, (await place.AskAsync("users", "list", "--json")).Output, StringComparison.Ordinal);
        Assert.Contains($"{name} {name}", (await place.AskAsync("users", "show", email)).Output, StringComparison.Ordinal);
    }
}

using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Commands;

/// <summary>What the operator does of accounts and sessions beside a running server.</summary>
public sealed class Accounts
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task The_operator_sees_who_is_there_and_no_secret(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var server = await RunningProgram.StartAsync(place);
        using var laptop = new Visitor(server, "ann@example.org");
        using var bob = new Visitor(server, "bob@example.org");
        await laptop.SignUpAsync();
        await bob.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();

        var users = await place.DoAsync("users", "list");
        Assert.Equal(["ann@example.org", "bob@example.org"], users.EnumerateArray().Select(u => u.GetProperty("email").GetString()!));
        Assert.Equal([1, 1], users.EnumerateArray().Select(u => u.GetProperty("openSessions").GetInt32()));
        Assert.Equal("bob@example.org", (await place.DoAsync("users", "list", "--after", "ann@example.org")).EnumerateArray().Single().GetProperty("email").GetString());

        var ann = await place.DoAsync("users", "show", "ann@example.org");
        Assert.Equal(["active", "waiting"], ann.GetProperty("sessions").EnumerateArray().Select(s => s.GetProperty("status").GetString()!));
        Assert.Equal((1, 10), (ann.GetProperty("knownDevices").GetInt32(), ann.GetProperty("codesLeft").GetInt32()));
        var id = ann.GetProperty("user").GetProperty("id").GetString()!;
        var (code, text, error) = await place.AskAsync("users", "show", id);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1 open of 2", text, StringComparison.Ordinal);

        Assert.Equal(3, (await place.DoAsync("sessions", "list")).GetArrayLength());
        var all = $"{users}{ann}{text}{await place.DoAsync("sessions", "list", "ann@example.org")}";
        string[] secrets = [laptop.Cookie("session")!, phone.Cookie("waiting")!, await phone.CodeAsync(), "argon2"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task An_account_has_a_number_of_sessions_of_its_own_until_it_has_none(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var server = await RunningProgram.StartAsync(place);
        using var laptop = new Visitor(server);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();

        Assert.Equal(1, (await place.DoAsync("users", "limit", laptop.Email, "1")).GetProperty("limit").GetInt32());
        Assert.Contains("Already 1 sessions active", (await phone.SignInAsync()).Text, StringComparison.Ordinal);

        await place.DoAsync("users", "limit", laptop.Email, "3");
        await laptop.LetInAgainAsync(phone);
        using var tablet = await laptop.LetInAsync();
        Assert.True(await tablet.IsSignedInAsync());

        Assert.Equal(2, (await place.DoAsync("users", "limit", laptop.Email, "default")).GetProperty("limit").GetInt32());
        using var fourth = laptop.OtherDevice();
        Assert.Contains("Already 2 sessions active", (await fourth.SignInAsync()).Text, StringComparison.Ordinal);
        Assert.True(await tablet.IsSignedInAsync());
    }

    [Theory]
    [BothDatabases]
    public async Task Wrong_tries_are_forgotten(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var server = await RunningProgram.StartAsync(place, "Lockout:FreeTries=1");
        using var laptop = new Visitor(server);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync("not the password");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await phone.SignInAsync()).Status);
        Assert.Equal(1, (await place.DoAsync("users", "show", laptop.Email)).GetProperty("wrongTries").GetInt32());

        await place.DoAsync("users", "unlock", laptop.Email);

        Assert.Equal("/signin/approval", (await phone.SignInAsync()).Location);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A10")]
    public async Task Sessions_that_the_operator_ends_are_over_at_once(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var server = await RunningProgram.StartAsync(place);
        using var laptop = new Visitor(server);
        await laptop.SignUpAsync();
        using var phone = await laptop.LetInAsync();
        var ids = (await place.DoAsync("sessions", "list", laptop.Email)).EnumerateArray().Select(s => s.GetProperty("id").GetString()!).ToList();

        Assert.Equal(ids[1], (await place.DoAsync("sessions", "end", laptop.Email, "--session", ids[1], "--yes")).EnumerateArray().Single().GetString());
        await IsOutAsync(phone);
        Assert.True(await laptop.IsSignedInAsync());
        Assert.Contains("by whoever runs this site", (await phone.GetAsync("/signin")).Text, StringComparison.Ordinal);

        using var bob = new Visitor(server);
        await bob.SignUpAsync();
        Assert.Equal(2, (await place.DoAsync("sessions", "end", "--all", "--yes")).GetArrayLength());
        await IsOutAsync(laptop);
        await IsOutAsync(bob);
        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
        var log = (await laptop.GetAsync("/api/sessions")).Text;
        Assert.Equal(2, log.Split("\"signed-out\"").Length - 1);
    }

    [Theory]
    [BothDatabases]
    public async Task A_link_sets_a_new_password_once_and_the_next_sign_in_is_asked_as_always(DatabaseProvider provider)
    {
        const string NewPassword = "purple monkey dishwasher";
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var server = await RunningProgram.StartAsync(place);
        using var laptop = new Visitor(server);
        await laptop.SignUpAsync();

        var here = await place.AskAsync("users", "reset-password", laptop.Email);
        Assert.StartsWith("http://127.0.0.1:5080/reset-password?token=", here.Output, StringComparison.Ordinal);
        Assert.Contains("No --site was given: the link is for http://127.0.0.1:5080.", here.Error, StringComparison.Ordinal);
        var link = new Uri((await place.DoAsync("users", "reset-password", laptop.Email, "--site", "https://sign-in.example.org")).GetProperty("link").GetString()!);

        Assert.StartsWith("https://sign-in.example.org/reset-password?token=", link.AbsoluteUri, StringComparison.Ordinal);
        using var phone = laptop.OtherDevice();
        Assert.Equal("/signin", (await phone.SetPasswordAsync(link.PathAndQuery, NewPassword)).Location);
        Assert.NotEqual("/signin", (await phone.GetAsync(link.PathAndQuery)).Location);
        Assert.DoesNotContain("Set password", (await phone.GetAsync(link.PathAndQuery)).Text, StringComparison.Ordinal);
        Assert.Contains("Email or password is incorrect.", (await phone.SignInAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("/signin/approval", (await phone.SignInAsync(NewPassword)).Location);
        Assert.True(await laptop.IsSignedInAsync());
        Assert.Contains(await laptop.NoticesAsync(), notice => notice.Contains("link", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [BothDatabases]
    public async Task An_account_is_deleted_with_all_that_is_kept_of_it(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var server = await RunningProgram.StartAsync(place);
        using var laptop = new Visitor(server);
        await laptop.SignUpAsync();

        var (refused, _, why) = await place.AskAsync("users", "delete", laptop.Email);
        Assert.Equal(1, refused);
        Assert.Contains("--yes", why, StringComparison.Ordinal);
        Assert.True(await laptop.IsSignedInAsync());

        await place.DoAsync("users", "delete", laptop.Email, "--yes");

        await IsOutAsync(laptop);
        var (gone, _, said) = await place.AskAsync("users", "show", laptop.Email);
        Assert.Equal((1, $"There is no account {laptop.Email}.\n"), (gone, said));
        Assert.Equal(0, (await place.DoAsync("log", "verify")).GetProperty("entries").GetInt64());
        Assert.Equal("/dashboard", (await laptop.SignUpAsync()).Location);
    }

    // The server hears of it through the database; how soon is measured in a browser (Browser/OperatorsHand.cs).
    private static Task IsOutAsync(Visitor visitor) => Until.TrueAsync(async () => !await visitor.IsSignedInAsync(), "the end of a session");
}

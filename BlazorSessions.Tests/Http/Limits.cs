using System.Net;
using BlazorSessions.App.Settings;
using static BlazorSessions.Tests.Support.Refused;

namespace BlazorSessions.Tests.Http;

/// <summary>What somebody is told who comes too often, and who is not concerned.</summary>
[Trait("abuse", "A15")]
public sealed class Limits
{
    private const string Proxy = "ReverseProxy:KnownProxies=127.0.0.1";

    [Fact]
    public async Task Sign_ups_from_one_address_are_limited_and_those_from_another_are_not()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [Proxy, "RateLimits:SignUps=3"]);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await SignUpFromAsync(app, "198.51.100.7")).Status);
        }

        MustBeTooMany(await SignUpFromAsync(app, "198.51.100.7"));
        Assert.Equal(HttpStatusCode.Redirect, (await SignUpFromAsync(app, "198.51.100.8")).Status);
    }

    [Fact]
    public async Task All_addresses_of_a_64_are_one()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [Proxy, "RateLimits:SignUps=1"]);
        await SignUpFromAsync(app, "2001:db8:1:1::1");

        MustBeTooMany(await SignUpFromAsync(app, "2001:db8:1:1:ffff::2"));
        Assert.Equal(HttpStatusCode.Redirect, (await SignUpFromAsync(app, "2001:db8:1:2::1")).Status);
    }

    [Fact]
    public async Task There_is_a_limit_for_all_together_that_one_address_cannot_use_up()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [Proxy, "RateLimits:SignUps=2", "RateLimits:SignUpsOverall=3"]);
        for (var i = 0; i < 5; i++)
        {
            await SignUpFromAsync(app, "198.51.100.7");
        }

        Assert.Equal(HttpStatusCode.Redirect, (await SignUpFromAsync(app, "198.51.100.8")).Status);
        MustBeTooMany(await SignUpFromAsync(app, "198.51.100.9"));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A16")]
    public async Task A_flood_of_sign_ins_and_recoveries_stops_its_address_and_not_a_known_device_behind_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["RateLimits:SignIns=5", "RateLimits:Recoveries=5"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        laptop.ForgetSession();
        using var thief = laptop.OtherDevice();
        for (var i = 0; i < 5; i++)
        {
            await thief.SignInAsync("wrong password");
            await thief.RecoverAsync("nonsense", "purple monkey dishwasher");
        }

        MustBeTooMany(await thief.SignInAsync("wrong password"));
        MustBeTooMany(await thief.RecoverAsync("nonsense", "purple monkey dishwasher"));
        using var other = new Visitor(app, "somebody@example.org");
        MustBeTooMany(await other.SignInAsync());
        Assert.Equal(HttpStatusCode.OK, (await laptop.RecoverAsync("nonsense", "purple monkey dishwasher")).Status);
        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
    }

    [Fact]
    public async Task A_device_that_another_account_knows_is_a_stranger()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:SignIns=1"]);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        using var thief = new Visitor(app);
        await thief.SignUpAsync();
        thief.ForgetSession();

        await AskAsAnnAsync();

        MustBeTooMany(await AskAsAnnAsync());

        Task<Answer> AskAsAnnAsync() => thief.SubmitAsync("/signin", "Sign in", ("Email", ann.Email), ("Password", "wrong password"));
    }

    [Fact]
    public async Task A_known_device_has_a_limit_of_its_own()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:KnownDevice=3"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        laptop.ForgetSession();
        for (var i = 0; i < 3; i++)
        {
            await laptop.SignInAsync("wrong password");
        }

        MustBeTooMany(await laptop.SignInAsync());
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A14")]
    public async Task Wrong_passwords_from_one_address_stop_it_for_any_account_and_right_ones_are_not_counted(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["RateLimits:WrongTries=3"]);
        for (var i = 0; i < 6; i++)
        {
            using var person = new Visitor(app);
            await person.SignUpAsync();
            await person.SubmitAsync("/dashboard", "Sign out");
            using var elsewhere = person.OtherDevice();
            Assert.Equal("/dashboard", (await elsewhere.SignInAsync()).Location);
        }

        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        for (var i = 0; i < 3; i++)
        {
            using var thief = new Visitor(app);
            Assert.Contains("Email or password is incorrect.", (await thief.SignInAsync()).Text, StringComparison.Ordinal);
        }

        using var known = ann.OtherDevice();
        using var unknown = new Visitor(app);
        var (one, two) = (await known.SignInAsync("wrong password"), await unknown.SignInAsync("wrong password"));
        MustBeTooMany(one);
        MustBeTooMany(two);
        Assert.Equal(Told(one), Told(two));
    }

    [Fact]
    public async Task Wrong_passwords_of_somebody_who_is_signed_in_are_counted_too()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        for (var i = 0; i < 10; i++)
        {
            await ConfirmAsync("wrong password");
        }

        MustBeTooMany(await ConfirmAsync(Visitor.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await laptop.SubmitAsync(
            "/account", "Change password",
            ("Current password", Visitor.Password), ("New password", "purple monkey dishwasher"), ("Confirm new password", "purple monkey dishwasher"))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await laptop.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password))).Status);
        Assert.True(await laptop.IsSignedInAsync());

        Task<Answer> ConfirmAsync(string password) => laptop.SubmitAsync("/account?confirm=new-recovery-codes", "Confirm", ("Password", password));
    }

    [Fact]
    public async Task Switched_off_nobody_is_told_to_wait()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits, "RateLimits:SignIns=1", "RateLimits:WrongTries=1"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await phone.SignInAsync("wrong password")).Status);
        }
    }

    private static async Task<Answer> SignUpFromAsync(TestApp app, string address)
    {
        using var visitor = new ProxiedVisitor(app, address, "http");
        return await visitor.SignUpAsync();
    }

    private static string Told(Answer answer) => answer.Html.QuerySelector("main")!.TextContent;
}

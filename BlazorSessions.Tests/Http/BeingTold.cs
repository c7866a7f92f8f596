using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Notices;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Http;

/// <summary>The notices: what a person is told of, where, and until when.</summary>
public sealed class BeingTold
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task Every_kind_of_news_is_told_on_the_other_device(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        Assert.Empty(await laptop.NoticesAsync());
        using var denied = laptop.OtherDevice();
        await denied.SignInAsync();
        var wrong = SignInShortcuts.WrongCodeFor(await denied.CodeAsync());
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        using var phone = await laptop.LetInAsync();
        await laptop.OtherDevice().SignInAsync(); // refused
        await phone.SubmitAsync("/account", "New recovery codes");

        Assert.Equal(
            [
                "The recovery codes were replaced: Unknown device, 127.0.0.1.",
                "A sign-in was refused, since no more sessions are allowed: Unknown device, 127.0.0.1.",
                "A device not seen before signed in: Unknown device, 127.0.0.1.",
                "A sign-in was denied: Unknown device, 127.0.0.1.",
                "A wrong code was typed for a sign-in, 2 times: Unknown device, 127.0.0.1.",
            ],
            (await laptop.NoticesAsync()).Select(FirstLine));
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task What_was_before_this_sign_in_stands_under_its_own_heading()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        await laptop.SubmitAsync("/account", "New recovery codes");
        Assert.DoesNotContain("Since you were last here", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Sign out");
        app.Clock.Advance(TimeSpan.FromHours(1));

        await laptop.SignInAsync();

        Assert.Contains("Since you were last here", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        Assert.Contains("Since you were last here", (await laptop.GetAsync("/account")).Text, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Dismiss");
        Assert.DoesNotContain("Since you were last here", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Sign out");
        await laptop.SignInAsync();
        Assert.Empty(await laptop.NoticesAsync());
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task Put_aside_on_one_device_it_stays_on_the_other(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var thief = await laptop.LetInAsync();
        Assert.Single(await laptop.NoticesAsync());

        await thief.SubmitAsync("/dashboard", "Dismiss");

        Assert.Empty(await thief.NoticesAsync());
        Assert.Single(await laptop.NoticesAsync());
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task A_device_that_is_new_hears_of_the_week_before_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: services => services.RemoveRounds());
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        await laptop.SubmitAsync("/account", "New recovery codes");
        app.Clock.Advance(KnownDevice.NewFor - TimeSpan.FromSeconds(1));
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        Assert.Equal(2, (await phone.NoticesAsync()).Count);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var tablet = await phone.LetInAsync();
        Assert.DoesNotContain(await tablet.NoticesAsync(), n => n.StartsWith("The recovery codes were replaced", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("abuse", "A27")]
    public async Task Nobody_puts_aside_what_is_another_users()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        await ann.SubmitAsync("/account", "New recovery codes");
        await bob.SubmitAsync("/account", "New recovery codes");

        await bob.SubmitAsync("/dashboard", "Dismiss");

        Assert.Single(await ann.NoticesAsync());
        Assert.Empty(await bob.NoticesAsync());
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task However_often_one_thing_is_done_it_does_not_hide_another(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var thief = await laptop.LetInAsync();
        var current = await app.SessionOfAsync(thief);
        for (var i = 0; i < 250; i++)
        {
            await app.Get<AccountService>().ReplaceCodesAsync(current);
        }

        Assert.Equal(
            ["The recovery codes were replaced, 250 times: Unknown device, 127.0.0.1.", "A device not seen before signed in: Unknown device, 127.0.0.1."],
            (await laptop.NoticesAsync()).Select(FirstLine));
        var here = await app.SessionOfAsync(laptop);
        var newest = (await app.Get<NoticeQuery>().ReadAsync(here, Ct)).Notices[0];
        await app.Get<NoticeService>().DismissAsync(here, newest.Number);
        Assert.StartsWith("A device not seen before", Assert.Single(await laptop.NoticesAsync()), StringComparison.Ordinal);
    }

    private static string FirstLine(string notice) => notice[..(notice.IndexOf("127.0.0.1.", StringComparison.Ordinal) + "127.0.0.1.".Length)];
}

using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>The idle end as it happens, in the real program by the real clock: twenty-four seconds, of which the last six are the warning.</summary>
[Trait("speed", "slow")]
public sealed class IdleEnd
{
    private static readonly string[] IdleTimeout = ["Sessions:IdleTimeout=00:00:24", "Sessions:IdleWarning=00:00:12"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("abuse", "A12")]
    public async Task A_used_page_stays_and_keeps_the_others_and_an_idle_one_warns_and_leaves()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(place, IdleTimeout);
        await using var ann = await Person.AtAsync(program);
        await ann.SignUpAsync();
        await ann.IsLiveAsync();
        var tab = await ann.OpenTabAsync("/dashboard");
        await tab.BringToFrontAsync();

        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var second = 0; second < 30; second++) // a person's hand, once a second, for longer than the idle time
        {
            await tab.Mouse.MoveAsync(100 + second, 200);
            await seconds.WaitForNextTickAsync(Ct);
            Assert.Equal((0, 0), (await Question(ann.Page).CountAsync(), await Question(tab).CountAsync()));
        }

        await Expect(Question(ann.Page)).ToBeVisibleAsync();
        await Expect(Question(tab)).ToBeVisibleAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await Expect(Question(tab)).ToBeHiddenAsync();
        await Expect(Question(ann.Page)).ToBeHiddenAsync();

        await Expect(Question(tab)).ToBeVisibleAsync();
        foreach (var page in new[] { ann.Page, tab })
        {
            await Expect(page.GetByText("You were signed out. Nobody used this session for a while.")).ToBeVisibleAsync();
        }

        Assert.Empty(ann.Complaints);
    }

    [Fact]
    public async Task A_page_with_a_running_countdown_that_nobody_touches_does_not_keep_itself()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(place, IdleTimeout);
        await using var laptop = await Person.AtAsync(program);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        await phone.AskAsync();
        await Expect(laptop.Dialog).ToContainTextAsync("Time left");

        await Expect(laptop.Page.GetByText("You were signed out. Nobody used this session for a while.")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("No device is left to approve.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Sign_out_now_signs_out()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var ann = await Person.AtAsync(app);
        await ann.SignUpAsync();
        await ann.IsLiveAsync();
        var kept = await ann.SessionCookieAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await ann.Button("Sign out now").ClickAsync();

        await ann.IsAtAsync("/signin");
        using var thief = Visitor.WithSession(app, kept);
        Assert.False(await thief.IsSignedInAsync());
        Assert.Empty(app.Log.Errors);
    }

    private static ILocator Question(IPage page) => page.GetByRole(AriaRole.Dialog, new() { Name = "Are you still there?" });
}

using System.Net;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>An ended session is over in every open page, by each of the three layers alone.</summary>
[Trait("abuse", "A12")]
[Trait("speed", "slow")]
public sealed class EndingAtOnce
{
    private const string Deaf = "islands.leave = () => { }"; // a page that does not do as it is told

    [Fact]
    [Trait("abuse", "A10")]
    public async Task The_ended_device_leaves_in_all_its_tabs_and_says_why_and_its_row_says_signed_out()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await using var phone = await laptop.LetInAsync();
        var tab = await phone.OpenTabAsync("/dashboard");
        await phone.IsLiveAsync(tab);
        var cookie = await phone.SessionCookieAsync();

        await laptop.Button("Sign out Chrome on Linux").ClickAsync();

        foreach (var page in new[] { phone.Page, tab })
        {
            await Expect(page.GetByText("You were signed out. It was done from another of your devices.")).ToBeVisibleAsync();
        }

        await Expect(laptop.Row("Signed out")).ToHaveCountAsync(1);
        await Expect(laptop.Page.GetByText("Chrome on Linux was signed out.")).ToBeVisibleAsync();
        using var thief = Visitor.WithSession(app, cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/session")).Status);
        Assert.Contains("It was done from another of your devices.", (await thief.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.Empty(laptop.Complaints.Concat(phone.Complaints));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task Everywhere_else_takes_the_waiting_page_along()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        await phone.AskAsync();
        await Expect(laptop.Dialog).ToBeVisibleAsync();

        await laptop.SubmitFormAsync("/signout/everywhere-else");

        await Expect(phone.Page.GetByText("The sign-in was cancelled.")).ToBeVisibleAsync();
        await Expect(laptop.Dialog).ToBeHiddenAsync();
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task A_page_that_does_not_leave_is_cut_off_and_refused_when_it_comes_back()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await using var phone = await laptop.LetInAsync();
        await phone.Page.EvaluateAsync(Deaf);

        await laptop.Button("Sign out Chrome on Linux").ClickAsync();
        await Expect(laptop.Row("Signed out")).ToHaveCountAsync(1);
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // the time that it has to leave by itself

        await Expect(phone.Page.GetByText("You were signed out. It was done from another of your devices.")).ToBeVisibleAsync();
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task A_page_whose_browser_has_lost_its_cookie_meanwhile_leaves_all_the_same()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        var session = await app.SessionOfAsync(laptop);
        await laptop.Page.EvaluateAsync(Deaf);
        await laptop.Page.Context.ClearCookiesAsync();

        await app.SignOutAsync(session);
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // the time that it has to leave by itself

        await laptop.IsAtAsync("/signin");
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task A_page_that_nobody_told_serves_its_person_nothing_more_and_is_found_by_the_sweep()
    {
        SilentBackplane? backplane = null;
        var activity = new CircuitActivity();
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite,
            ["Sessions:MaxConcurrent=3"],
            services =>
            {
                services.Replace<ISessionBackplane>(inner => backplane = new SilentBackplane(inner));
                services.RemoveRounds();
                activity.AddTo(services);
            });
        await using var laptop = await Person.AtAsync(app);
        await using var phone = await laptop.LetInAsync();
        await using var tablet = await laptop.OtherDeviceAsync();
        await tablet.AskAsync();
        await Expect(phone.Dialog).ToBeVisibleAsync();
        var (first, second) = (await app.SessionOfAsync(laptop), await app.SessionOfAsync(phone));

        await phone.Page.EvaluateAsync(Deaf);
        backplane!.IsSilent = true;
        await app.Get<SignOutService>().SignOutAsync(first, second.Session);
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // what the circuit knew is too old to be believed
        await activity.AfterAsync(() =>
            phone.SubmitFormAsync("/signout/everywhere-else"));
        await app.Get<SessionSweeper>().SweepAsync(TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // the time that it has to leave by itself

        await Expect(phone.Page.GetByText("You were signed out. It was done from another of your devices.")).ToBeVisibleAsync();
        var left = await app.Get<SessionRegistry>().ReadAsync(first.User, TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), (left.Open.Count, left.Pending.Count));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    [Trait("abuse", "A13")]
    public async Task A_page_that_the_browser_kept_asks_again_when_it_is_shown_again()
    {
        SilentBackplane? backplane = null;
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: services =>
        {
            services.RemoveRounds(); // the sweeper would tell the circuit what the backplane does not
            services.Replace<ISessionBackplane>(inner => backplane = new SilentBackplane(inner));
        });
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        var session = await app.SessionOfAsync(laptop);
        var signedIn = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        await laptop.Page.RunAndWaitForResponseAsync(() => laptop.Page.EvaluateAsync("presence.check()"), "**/api/session");

        // Looking is no use of the session.
        var row = await app.Get<SessionRegistry>().ReadAsync(session.User, session.Session, TestContext.Current.CancellationToken);
        Assert.Equal(signedIn, row!.LastSeenAt);
        await laptop.Page.EvaluateAsync("islands.leave = path => { window.left = path }");
        backplane!.IsSilent = true; // so that the circuit is not told, which would have the page leave as well
        await app.SignOutAsync(session);
        Assert.Null(await laptop.Page.EvaluateAsync<string?>("window.left"));
        await laptop.Page.EvaluateAsync("presence.check()");
        Assert.StartsWith("/signin", await laptop.Page.EvaluateAsync<string>("window.left"), StringComparison.Ordinal);
    }
}

using BlazorSessions.App.Settings;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>Whoever comes to a browser after its person has signed out sees nothing that the person saw.</summary>
[Trait("speed", "slow")]
[Trait("abuse", "A13")]
public sealed class AfterSigningOut
{
    // It hears that it should leave, and does not get far; whether it could be seen meanwhile is noted.
    private const string Watch = """
        () => {
          window.wasSeen = false;
          const look = () => { window.wasSeen ||= getComputedStyle(document.body).visibility === 'visible'; };
          new MutationObserver(look).observe(document.documentElement, { attributes: true });
          islands.leave = path => { window.left = path; };
          islands.isLeaving = () => Boolean(window.left);
        }
        """;

    private const string ShownAgain = "() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }";

    [Theory]
    [InlineData(Engine.Chromium)]
    [InlineData(Engine.Firefox)]
    [InlineData(Engine.WebKit)]
    public async Task The_way_back_leads_to_where_one_signs_in(Engine engine)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var screen = await IScreen.AtAsync(engine, app);
        await screen.SignUpAsync("ann@example.org");
        await screen.IsLiveAsync();
        await screen.PressAsync("Sign out");
        await screen.IsAtAsync("/signin");

        await screen.BackAsync();

        await screen.IsAtAsync("/signin");
        await screen.ShowsAsync("Create account");
        await screen.ShowsNoMoreAsync("Your sessions");
    }

    [Fact]
    public async Task A_page_that_the_browser_kept_is_seen_once_its_session_is_known_to_be_there()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var ann = await Person.AtAsync(app);
        await ann.SignUpAsync();
        await ann.IsLiveAsync();
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await ann.Page.RouteAsync("**/api/session", async route =>
        {
            asked.TrySetResult();
            await answer.Task;
            await route.ContinueAsync();
        });

        await ann.Page.EvaluateAsync(ShownAgain);
        await asked.Task;
        await Expect(ann.Log).ToBeHiddenAsync();
        answer.SetResult();

        await Expect(ann.Log).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_that_the_browser_kept_is_not_seen_when_its_session_is_over()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var ann = await Person.AtAsync(app);
        await ann.SignUpAsync();
        await ann.IsLiveAsync();
        await ann.Page.RouteAsync("**/api/session", route => route.FulfillAsync(new() { Status = 401 }));

        await ann.Page.EvaluateAsync(Watch);
        await ann.Page.EvaluateAsync(ShownAgain);
        await ann.Page.WaitForFunctionAsync("() => window.left === '/signin'");

        await Expect(ann.Log).ToBeHiddenAsync();
        Assert.False(await ann.Page.EvaluateAsync<bool>("() => window.wasSeen"));
    }
}

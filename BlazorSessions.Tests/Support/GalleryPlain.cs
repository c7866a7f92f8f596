using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>What a browser shows that got no script, and what it shows when nothing can be shown.</summary>
public static partial class Gallery
{
    private static async IAsyncEnumerable<GalleryState> WithoutScriptsAsync()
    {
        await using var app = await StartAsync();
        await using var laptop = await AtAsync(app);
        await using var phone = await AtAsync(app, laptop.Email);
        foreach (var person in new[] { laptop, phone })
        {
            await person.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        }

        await laptop.SignUpAsync();
        await laptop.SendAsync("I have saved them");
        yield return new("plain-dashboard", laptop.Page);

        await phone.AskAsync();
        yield return new("plain-waiting", phone.Page);

        await laptop.Page.ReloadAsync();
        await Expect(laptop.Dialog).ToBeVisibleAsync();
        yield return new("plain-request", laptop.Page);

        await laptop.SendAsync("This wasn't me");
        await Expect(laptop.Dialog).ToBeHiddenAsync();
        yield return new("plain-request-denied", laptop.Page);

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await laptop.Button("Sign out everywhere else").ClickAsync();
        await Expect(laptop.DialogNamed(Confirm)).ToBeVisibleAsync();
        yield return new("plain-confirm", laptop.Page);

        app.Clock.Advance(TimeSpan.FromMinutes(60));
        await laptop.Page.GotoAsync("/dashboard");
        await laptop.SeesAsync("You were signed out");
        yield return new("plain-sign-in-signed-out", laptop.Page);
    }

    private static async IAsyncEnumerable<GalleryState> ErrorsAsync()
    {
        FailingBackplane? database = null;
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, Settings, services => services.Replace<ISessionBackplane>(inner => database = new(inner)));
        await using var ann = await AtAsync(app);
        await ann.Page.GotoAsync("/nowhere");
        await Expect(ann.Page.GetByRole(AriaRole.Heading)).ToBeVisibleAsync();
        yield return new("error-not-found", ann.Page);

        await using var bob = await AtAsync(app);
        var stale = await bob.OpenTabAsync("/signin");
        await bob.SignUpAsync();
        await stale.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(stale.GetByText("This form is out of date.")).ToBeVisibleAsync();
        yield return new("error-out-of-date", stale);

        database!.FailAfter(0);
        await bob.SendAsync("Sign out");
        yield return new("error-database-away", bob.Page);
    }

    private static async IAsyncEnumerable<GalleryState> TooOftenAsync()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:SignIns=2"]);
        await using var ann = await AtAsync(app);
        await ann.SignUpAsync();
        await using var thief = await AtAsync(app, ann.Email);
        await thief.AskAsync();
        await app.Get<ApprovalService>().DenyAllAsync(await app.SessionOfAsync(ann));
        await thief.SeesAsync("The sign-in was denied.");
        await thief.SignInAsync();
        await thief.SeesAsync("asked too often");
        yield return new("too-often-asked", thief.Page);

        await thief.SignInAsync();
        await thief.SeesAsync("Too many tries.");
        yield return new("too-often-tried", thief.Page);
    }
}

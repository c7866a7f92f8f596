using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>The page on which a second device waits, and each way in which the waiting ends.</summary>
public static partial class Gallery
{
    private static async IAsyncEnumerable<GalleryState> WaitingAsync()
    {
        await using var app = await StartAsync();
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        await using var phone = await AtAsync(app, laptop.Email);

        await phone.AskAsync();
        yield return new("waiting", phone.Page);

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await phone.SeesAsync("The code has expired.");
        yield return new("waiting-expired", phone.Page);

        var wrong = SignInShortcuts.WrongCodeFor(await phone.AskAsync());
        for (var tries = 0; tries < 3; tries++)
        {
            await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", wrong));
        }

        await phone.SeesAsync("Too many wrong codes.");
        yield return new("waiting-too-many-wrong-codes", phone.Page);

        await phone.AskAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");
        await phone.SeesAsync("The sign-in was cancelled.");
        await Expect(phone.Page.Locator("head > meta[http-equiv=refresh]")).ToHaveCountAsync(0); // until it has looked once more
        yield return new("waiting-cancelled", phone.Page);

        await phone.AskAsync();
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        await phone.SeesAsync("The sign-in was denied.");
        yield return new("waiting-denied", phone.Page);

        await phone.AskAsync();
        await laptop.SubmitAsync("/dashboard", "Sign out");
        await phone.SeesAsync("No device is left to approve.");
        yield return new("waiting-orphaned", phone.Page);

        await laptop.SignInAsync();
        await phone.Page.RouteAsync("**/_blazor/**", route => route.AbortAsync()); // a live page would have left
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.AskAsync()));
        await phone.Page.ReloadAsync();
        await Expect(phone.Button("Check again")).ToBeVisibleAsync();
        await Expect(phone.Code).ToHaveCountAsync(0);
        yield return new("waiting-approved", phone.Page);
    }
}

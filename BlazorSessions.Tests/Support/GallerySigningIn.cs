using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>The pages of somebody who is not in yet.</summary>
public static partial class Gallery
{
    private static async IAsyncEnumerable<GalleryState> SigningInAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        await ann.Page.GotoAsync("/signin");
        yield return new("sign-in", ann.Page);

        await ann.SendAsync("Sign in");
        yield return new("sign-in-fields-missing", ann.Page);

        await ann.SignInAsync("not my password");
        await ann.SeesAsync("Email or password is incorrect.");
        yield return new("sign-in-wrong-password", ann.Page);

        var laptop = await app.SignUpAsync(ann.Email);
        await app.JoinAsync(ann.Email, laptop);
        await ann.SignInAsync();
        await ann.SeesAsync("Already 2 sessions active");
        yield return new("sign-in-limit-reached", ann.Page);

        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await Expect(ann.Page.GetByLabel("Recovery code")).ToBeVisibleAsync();
        await Expect(ann.Page.GetByLabel("New password")).ToHaveCountAsync(0);
        yield return new("recovery-with-proof", ann.Page);

        await ann.FillAsync(("Recovery code", "nonsense"));
        await ann.Button("Sign in").ClickAsync();
        await ann.SeesAsync("That recovery code is not right.");
        yield return new("recovery-with-proof-wrong-code", ann.Page);

        await using var bob = await AtAsync(app);
        await bob.SignUpAsync();
        await bob.IsLiveAsync();
        await app.SignOutAsync(await app.SessionOfAsync(bob));
        await bob.SeesAsync("You were signed out");
        yield return new("sign-in-signed-out", bob.Page);
    }

    private static async IAsyncEnumerable<GalleryState> ResettingAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        var laptop = await app.SignUpAsync(ann.Email);
        await ann.Page.GotoAsync(await app.ResetLinkAsync(laptop.User));
        await Expect(ann.Page.GetByLabel("Confirm new password")).ToBeVisibleAsync();
        yield return new("reset", ann.Page);

        await ann.FillAsync(("New password", "annlee"), ("Confirm new password", "other"));
        await ann.SendAsync("Set password");
        yield return new("reset-weak-password", ann.Page);

        const string chosen = "purple monkey dishwasher";
        await ann.FillAsync(("New password", chosen), ("Confirm new password", chosen));
        await ann.SendAsync("Set password");
        await ann.SeesAsync("The new password is set.");
        yield return new("sign-in-after-reset", ann.Page);

        await ann.Page.GotoAsync("/reset-password");
        await ann.SeesAsync("This link is not good any more");
        yield return new("reset-link-over", ann.Page);
    }

    private static async IAsyncEnumerable<GalleryState> SigningUpAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        await ann.Page.GotoAsync("/signup");
        yield return new("sign-up", ann.Page);

        await ann.SendAsync("Create account");
        yield return new("sign-up-fields-missing", ann.Page);

        await ann.FillAsync(("First name", "Ann"), ("Last name", "Lee"), ("Email", ann.Email), ("Password", "annlee"), ("Confirm password", "other"));
        await ann.SendAsync("Create account");
        yield return new("sign-up-weak-password", ann.Page);

        await ann.Page.GotoAsync("/signin/recovery");
        await Expect(ann.Page.GetByLabel("Confirm new password")).ToBeVisibleAsync();
        yield return new("recovery-without-proof", ann.Page);

        await ann.SendAsync("Sign in");
        yield return new("recovery-fields-missing", ann.Page);

        const string chosen = "purple monkey dishwasher";
        await ann.FillAsync(("Email", ann.Email), ("Recovery code", "nonsense"), ("New password", chosen), ("Confirm new password", chosen));
        await ann.Button("Sign in").ClickAsync();
        await ann.SeesAsync("That recovery code is not right.");
        yield return new("recovery-wrong-code", ann.Page);
    }
}

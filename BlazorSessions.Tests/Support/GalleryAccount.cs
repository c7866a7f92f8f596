using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Support;

/// <summary>The account's page, and the questions that it asks.</summary>
public static partial class Gallery
{
    private const string Confirm = "Confirm it's you";

    private static async IAsyncEnumerable<GalleryState> AccountAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        await ann.SignUpAsync();
        await ann.SendAsync("I have saved them");
        await ann.OpenAsync("/account");
        yield return new("account", ann.Page);

        await ann.SendAsync("Save name");
        await ann.IsLiveAsync();
        yield return new("account-name-saved", ann.Page);

        await ann.FillAsync(("First name", ""), ("Last name", ""));
        await ann.SendAsync("Save name");
        await ann.IsLiveAsync();
        yield return new("account-name-missing", ann.Page);

        await ann.OpenAsync("/account");
        await ann.FillAsync(("Current password", "not my password"), ("New password", "annlee"), ("Confirm new password", "other"));
        await ann.SendAsync("Change password");
        await ann.IsLiveAsync();
        yield return new("account-password-errors", ann.Page);

        await ann.ChangePasswordAsync(Person.Password, "purple monkey dishwasher");
        await ann.IsLiveAsync();
        yield return new("account-password-changed", ann.Page);

        await ann.SendAsync("New recovery codes");
        await ann.RecoveryCodesAsync();
        await ann.IsLiveAsync();
        yield return new("account-recovery-codes", ann.Page);
    }

    private static async IAsyncEnumerable<GalleryState> DeletionAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        await ann.SignUpAsync();
        await ann.SendAsync("I have saved them");
        await ann.OpenAsync("/account");
        await ann.Button("Delete account").ClickAsync();
        await Expect(ann.Button("Delete for good")).ToBeVisibleAsync();
        yield return new("deletion-asked", ann.Page);

        await ann.FillAsync(("Password", "not my password"));
        await ann.SendAsync("Delete for good");
        await Expect(ann.Button("Delete for good")).ToBeVisibleAsync();
        yield return new("deletion-wrong-password", ann.Page);

        await ann.FillAsync(("Password", Person.Password));
        await ann.Button("Delete for good").ClickAsync();
        await ann.SeesAsync("You were signed out");
        await ann.SignInAsync();
        await ann.IsAtAsync("/dashboard");
        await ann.OpenAsync("/account");
        yield return new("account-waits-for-deletion", ann.Page);
    }

    private static async IAsyncEnumerable<GalleryState> ConfirmingAsync()
    {
        await using var app = await StartAsync();
        await using var ann = await AtAsync(app);
        await ann.SignUpAsync();
        await ann.SendAsync("I have saved them");
        await ann.IsLiveAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await ann.Button("Sign out everywhere else").ClickAsync();
        await Expect(ann.DialogNamed(Confirm)).ToBeVisibleAsync();
        yield return new("confirm", ann.Page);

        await ann.FillAsync(("Password", "not my password"));
        await ann.SendAsync("Confirm");
        await Expect(ann.DialogNamed(Confirm)).ToBeVisibleAsync();
        yield return new("confirm-wrong-password", ann.Page);

        await ann.OpenAsync("/account");
        await ann.Button("New recovery codes").ClickAsync();
        await Expect(ann.DialogNamed(Confirm)).ToBeVisibleAsync();
        yield return new("confirm-over-account", ann.Page);
    }
}

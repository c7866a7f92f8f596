using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>Somebody has the password and signs in while the owner has no session. The account stays the owner's.</summary>
[Trait("speed", "slow")]
[Trait("abuse", "A39")]
public sealed class TheThiefCameFirst
{
    private const string ThiefsPassword = "mine forever and ever";
    private const string NewPassword = "purple monkey dishwasher";

    [Theory]
    [BothDatabases]
    public async Task He_denies_the_owner_and_changes_password_and_codes_and_one_of_the_first_codes_puts_him_out(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using var owner = await Person.AtAsync(app);
        var (codes, thief) = await LetTheThiefInAsync(app, owner);
        await using var thiefsBrowser = thief;

        await owner.AskAsync();
        await thief.Button("This wasn't me").ClickAsync();
        await Expect(owner.Page.GetByText("The sign-in was denied.")).ToBeVisibleAsync();
        await thief.ChangePasswordAsync(Person.Password, ThiefsPassword);
        await thief.Button("New recovery codes").ClickAsync();
        var thiefsCodes = await thief.RecoveryCodesAsync();
        await thief.IsLiveAsync();

        await owner.SignInAsync();
        await Expect(owner.Page.GetByText("Email or password is incorrect.")).ToBeVisibleAsync();
        await owner.RecoverAsync(codes[0], NewPassword);

        await Expect(thief.Page.GetByText("You were signed out. Somebody signed in with a recovery code")).ToBeVisibleAsync();
        await Expect(owner.Row("This device")).ToContainTextAsync("Active");
        await Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Since you were last here" })).ToBeVisibleAsync();
        string[] news = ["A device not seen before signed in", "A sign-in was denied", "The password was changed", "The recovery codes were replaced", "A recovery code was used"];
        foreach (var told in news)
        {
            await Expect(owner.Notices).ToContainTextAsync(told);
        }

        await thief.SignInAsync(ThiefsPassword);
        await Expect(thief.Page.GetByText("Email or password is incorrect.")).ToBeVisibleAsync();
        await thief.Page.GotoAsync("/signin/recovery");
        await thief.FillAsync(("Email", owner.Email), ("Recovery code", thiefsCodes[0]), ("New password", ThiefsPassword), ("Confirm new password", ThiefsPassword));
        await thief.Button("Sign in").ClickAsync();
        await Expect(thief.Page.GetByText("That recovery code is not right.")).ToBeVisibleAsync();

        await owner.Page.GotoAsync("/account");
        await Expect(owner.Page.GetByText("You have 9 left.")).ToBeVisibleAsync();
        Assert.Empty(owner.Complaints.Concat(thief.Complaints));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task He_has_the_account_deleted_and_one_of_the_codes_keeps_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: services => services.RemoveRounds());
        await using var owner = await Person.AtAsync(app);
        var (codes, thief) = await LetTheThiefInAsync(app, owner);
        await using var thiefsBrowser = thief;

        await thief.Page.GotoAsync("/account");
        await thief.Button("Delete account").ClickAsync();
        await thief.FillAsync(("Password", Person.Password));
        await thief.Button("Delete for good").ClickAsync();
        await Expect(thief.Page.GetByText("The deletion of the account was asked for.")).ToBeVisibleAsync();

        app.Clock.Advance(TimeSpan.FromDays(3));
        await owner.SignInAsync();
        await owner.IsAtAsync("/dashboard");
        await Expect(owner.Notices).ToContainTextAsync("This account will be deleted on");
        await owner.SignOutAsync();
        await owner.RecoverAsync(codes[0], NewPassword);
        await Expect(owner.Notices).Not.ToContainTextAsync("This account will be deleted on");
        await Expect(owner.Notices).ToContainTextAsync("The deletion of the account was asked for");

        await owner.SignOutAsync();
        app.Clock.Advance(KnownDevice.NewFor);
        await app.Get<App.Sessions.Housekeeping>().TidyAsync(TestContext.Current.CancellationToken);
        await owner.SignInAsync(NewPassword);
        await Expect(owner.Row("This device")).ToContainTextAsync("Active");
    }

    // The owner is new here himself: his first codes are what the thief does not have.
    private static async Task<(IReadOnlyList<string> Codes, Person Thief)> LetTheThiefInAsync(TestApp app, Person owner)
    {
        await owner.SignUpAsync();
        var codes = await owner.RecoveryCodesAsync();
        await owner.SignOutAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));
        var thief = await owner.OtherDeviceAsync();
        await thief.SignInAsync();
        await thief.IsAtAsync("/dashboard");
        await thief.IsLiveAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        return (codes, thief);
    }
}

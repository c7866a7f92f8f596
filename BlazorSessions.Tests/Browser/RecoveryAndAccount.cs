using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>The account's own stories in real browsers.</summary>
[Trait("speed", "slow")]
public sealed class RecoveryAndAccount
{
    private const string NewPassword = "purple monkey dishwasher";
    private static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = 375, Height = 720 }, ColorScheme = ColorScheme.Dark };

    [Fact]
    public async Task Codes_stay_on_reload_until_they_are_saved_and_are_copied_as_they_stand()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app, options: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        await laptop.Page.ReloadAsync();
        Assert.Equal(codes, await laptop.RecoveryCodesAsync());

        await laptop.Button("Copy").ClickAsync();
        await Expect(laptop.Page.GetByText("Copied.")).ToBeVisibleAsync();
        Assert.Equal(string.Join('\n', codes), await laptop.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await laptop.Button("I have saved them").ClickAsync();
        await Expect(laptop.Page.GetByRole(AriaRole.Region, new() { Name = "Recovery codes" })).ToHaveCountAsync(0);
        Quiet(app, laptop);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task The_waiting_device_gets_in_with_a_code_alone_and_the_first_one_leaves()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        await laptop.IsLiveAsync();
        await using var phone = await laptop.OtherDeviceAsync(Phone);
        await phone.AskAsync();

        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await Expect(phone.Page.GetByLabel("New password")).ToHaveCountAsync(0);
        await phone.FillAsync(("Recovery code", "nonsense"));
        await phone.Button("Sign in").ClickAsync();
        await Expect(phone.Page.GetByText("That recovery code is not right.")).ToBeVisibleAsync();
        await phone.FillAsync(("Recovery code", $" {codes[4].ToLowerInvariant()} "));
        await phone.Button("Sign in").ClickAsync();

        await phone.IsAtAsync("/dashboard");
        await Expect(laptop.Page.GetByText("You were signed out")).ToBeVisibleAsync();
        await Expect(phone.Row("This device")).ToContainTextAsync("a device not seen before");
        Quiet(app, laptop, phone);
    }

    [Fact]
    public async Task Notices_come_live_to_every_device_and_go_where_they_are_dismissed()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await using var phone = await laptop.LetInAsync(Phone);
        await laptop.IsLiveAsync();
        await Expect(laptop.Notices).ToContainTextAsync("A device not seen before signed in");
        var tab = await laptop.OpenTabAsync("/account");
        await laptop.IsLiveAsync(tab);
        await using var tablet = await laptop.OtherDeviceAsync();

        await tablet.SignInAsync();
        foreach (var notices in new[] { laptop.Notices, phone.Notices, tab.GetByRole(AriaRole.Region, new() { Name = "Notices" }) })
        {
            await Expect(notices).ToContainTextAsync("A sign-in was refused");
        }

        await laptop.Notices.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).First.ClickAsync();
        await Expect(laptop.Notices).Not.ToContainTextAsync("A sign-in was refused");
        await Expect(tab.GetByRole(AriaRole.Region, new() { Name = "Notices" })).Not.ToContainTextAsync("A sign-in was refused");
        await Expect(phone.Notices).ToContainTextAsync("A sign-in was refused");

        await laptop.Page.ReloadAsync();
        await Expect(laptop.Notices).ToContainTextAsync("A device not seen before signed in");
        await Expect(laptop.Notices).Not.ToContainTextAsync("A sign-in was refused");
        Quiet(app, laptop, phone, tablet);
    }

    [Fact]
    public async Task With_an_old_proof_it_asks_and_then_does_what_was_wanted()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await using var phone = await laptop.LetInAsync(Phone);
        await laptop.IsLiveAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        await laptop.Button("Sign out Chrome on Linux").ClickAsync();
        var dialog = laptop.Page.GetByRole(AriaRole.Dialog, new() { Name = "Confirm it's you" });
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(dialog.GetByLabel("Password")).ToBeFocusedAsync();
        await Expect(phone.Row("This device")).ToContainTextAsync("Active");
        await laptop.FillAsync(("Password", Person.Password));
        await laptop.Button("Confirm").ClickAsync();

        await Expect(phone.Page.GetByText("You were signed out. It was done from another of your devices.")).ToBeVisibleAsync();
        await Expect(laptop.Row("Signed out")).ToHaveCountAsync(1);
        Quiet(app, laptop, phone);
    }

    [Fact]
    public async Task A_new_password_is_judged_while_it_is_typed_and_ends_the_other_device_at_once()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await using var phone = await laptop.LetInAsync(Phone);
        var tab = await laptop.OpenTabAsync("/dashboard");
        await laptop.IsLiveAsync(tab);
        await laptop.Page.GotoAsync("/account");
        await laptop.IsLiveAsync();

        await laptop.FillAsync(("New password", "annlee2026"));
        await Expect(laptop.Page.GetByText("Strength: too weak.")).ToBeVisibleAsync();
        await laptop.FillAsync(("New password", NewPassword));
        await Expect(laptop.Page.GetByText("Strength: good")).ToBeVisibleAsync();

        await laptop.ChangePasswordAsync(Person.Password, NewPassword);
        await Expect(phone.Page.GetByText("You were signed out. The password was changed on another device.")).ToBeVisibleAsync();
        await tab.BringToFrontAsync();
        await tab.ReloadAsync();
        await Expect(tab.GetByRole(AriaRole.Heading, new() { Name = "Your sessions" })).ToBeVisibleAsync();
        Quiet(app, laptop, phone);
    }

    private static void Quiet(TestApp app, params Person[] people)
    {
        Assert.Empty(people.SelectMany(p => p.Complaints));
        Assert.Empty(app.Log.Errors);
    }
}

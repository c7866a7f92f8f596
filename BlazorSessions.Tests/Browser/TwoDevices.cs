using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>The product's story in real browsers.</summary>
[Trait("speed", "slow")]
public sealed class TwoDevices
{
    private static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = 375, Height = 720 }, ColorScheme = ColorScheme.Dark };

    [Theory]
    [BothDatabases]
    public async Task From_sign_up_to_the_third_refused(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await Expect(laptop.Page.GetByRole(AriaRole.Heading, new() { Name = "Your sessions" })).ToBeVisibleAsync();
        await Expect(laptop.Row("This device")).ToContainTextAsync("Active");

        await using var phone = await laptop.OtherDeviceAsync(Phone);
        var code = await phone.AskAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Approve this sign-in on your other device" })).ToBeVisibleAsync();
        await Expect(laptop.Dialog).ToContainTextAsync("127.0.0.1");
        await Expect(laptop.Dialog).ToContainTextAsync("Chrome on Linux");
        await Expect(laptop.Page.GetByLabel("6-digit code")).ToBeFocusedAsync();

        await laptop.ApproveAsync($"{code[..3]} {code[3..]}");
        await phone.IsAtAsync("/dashboard");
        await Expect(phone.Row("This device")).ToContainTextAsync("Active");
        await Expect(laptop.Dialog).ToBeHiddenAsync();
        await Expect(laptop.Row("Active")).ToHaveCountAsync(2);

        await using var tablet = await laptop.OtherDeviceAsync();
        await tablet.SignInAsync();
        await Expect(tablet.Page.GetByText("Already 2 sessions active")).ToBeVisibleAsync();
        await Expect(tablet.Page).ToHaveURLAsync(new Uri(app.Address, "/signin").ToString());
        await Expect(laptop.Row("Refused")).ToHaveCountAsync(1);

        await phone.SignOutAsync();
        await Expect(laptop.Row("Signed out")).ToHaveCountAsync(1);
        Quiet(app, laptop, phone, tablet);
    }

    [Fact]
    public async Task A_wrong_code_is_told_in_every_tab_and_the_third_ends_it_on_both_sides()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        var tab = await laptop.OpenTabAsync("/dashboard");
        await using var phone = await laptop.OtherDeviceAsync(Phone);
        var wrong = SignInShortcuts.WrongCodeFor(await phone.AskAsync());

        await laptop.ApproveAsync("12345");
        await Expect(laptop.Dialog).ToContainTextAsync("Enter the six digits");
        await laptop.ApproveAsync(wrong);
        await Expect(laptop.Dialog).ToContainTextAsync("That code is not right. 2 tries left.");
        await Expect(Person.DialogOn(tab)).ToContainTextAsync("That code is not right. 2 tries left.");
        await laptop.ApproveAsync(wrong);
        await Expect(laptop.Dialog).ToContainTextAsync("That code is not right. 1 try left.");
        await laptop.ApproveAsync(wrong);

        await Expect(phone.Page.GetByText("Too many wrong codes.")).ToBeVisibleAsync();
        await Expect(laptop.Dialog).ToBeHiddenAsync();
        await Expect(Person.DialogOn(tab)).ToBeHiddenAsync();
        await Expect(laptop.Page.GetByText("was not let in: too many wrong codes")).ToBeVisibleAsync();
        Quiet(app, laptop, phone);
    }

    [Fact]
    public async Task Denied_cancelled_expired_and_orphaned_are_told_live_on_both_sides()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync(Phone);

        await phone.AskAsync();
        await laptop.Button("This wasn't me").ClickAsync();
        await Expect(phone.Page.GetByText("The sign-in was denied.")).ToBeVisibleAsync();
        await phone.Page.GetByText("Try again").ClickAsync();
        await phone.IsAtAsync("/signin");

        await phone.AskAsync();
        await Expect(laptop.Dialog).ToBeVisibleAsync();
        await phone.Button("Cancel").ClickAsync();
        await phone.IsAtAsync("/signin");
        await Expect(laptop.Dialog).ToBeHiddenAsync();
        await Expect(laptop.Page.GetByText("was not let in: its sign-in was cancelled")).ToBeVisibleAsync();

        await phone.AskAsync();
        await Expect(laptop.Dialog).ToBeVisibleAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await Expect(phone.Page.GetByText("The code has expired.")).ToBeVisibleAsync();
        await Expect(laptop.Dialog).ToBeHiddenAsync();

        await phone.AskAsync();
        await Expect(laptop.Dialog).ToBeVisibleAsync();
        var tab = await laptop.OpenTabAsync("/dashboard");
        await laptop.IsLiveAsync(tab);
        await laptop.SubmitFormAsync("/signout", tab);
        await Expect(phone.Page.GetByText("No device is left to approve.")).ToBeVisibleAsync();
        await Expect(laptop.Page.GetByText("You were signed out")).ToBeVisibleAsync();
        Quiet(app, laptop, phone);
    }

    private static void Quiet(TestApp app, params Person[] people)
    {
        Assert.Empty(people.SelectMany(p => p.Complaints));
        Assert.Empty(app.Log.Errors);
    }
}

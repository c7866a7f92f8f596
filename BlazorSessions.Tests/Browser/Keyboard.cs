using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

[Trait("speed", "slow")]
public sealed class Keyboard
{
    private static readonly BrowserNewContextOptions Still = new() { ReducedMotion = ReducedMotion.Reduce };

    [Fact]
    public async Task The_code_is_typed_and_sent_without_a_mouse_and_Escape_loses_nothing()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        var code = await phone.AskAsync();
        await Expect(laptop.Page.GetByLabel("6-digit code")).ToBeFocusedAsync();

        await laptop.Page.Keyboard.PressAsync("Escape");
        await laptop.Page.Keyboard.PressAsync("Escape");
        await laptop.Page.Keyboard.PressAsync("Escape");
        await Expect(laptop.Dialog).ToBeVisibleAsync();
        await laptop.Page.Keyboard.TypeAsync(code);
        await laptop.Page.Keyboard.PressAsync("Enter");

        await phone.IsAtAsync("/dashboard");
    }

    [Fact]
    public async Task From_sign_up_to_signing_out_both_devices_need_no_mouse()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app, options: Still);
        var keys = new Typist(laptop);
        await laptop.Page.GotoAsync("/signin");
        await keys.ToLinkAsync("Create account");
        await keys.PressAsync("Enter");
        await laptop.IsAtAsync("/signup");
        await keys.TypeIntoAsync("First name", "Ann");
        await keys.TypeIntoAsync("Last name", "Lee");
        await keys.TypeIntoAsync("Email", laptop.Email);
        await keys.TypeIntoAsync("Password", Person.Password);
        await keys.TypeIntoAsync("Confirm password", Person.Password);
        await keys.ToButtonAsync("Create account");
        await keys.PressAsync("Enter");
        await laptop.IsAtAsync("/dashboard");
        await laptop.IsLiveAsync();

        await using var phone = await laptop.OtherDeviceAsync(Still);
        var phoneKeys = new Typist(phone);
        await phone.Page.GotoAsync("/signin");
        await phoneKeys.TypeIntoAsync("Email", phone.Email);
        await phoneKeys.TypeIntoAsync("Password", Person.Password);
        await phoneKeys.PressAsync("Enter");
        await phone.IsAtAsync("/signin/approval");
        var code = (await phone.Code.TextContentAsync())!.Trim();

        await Expect(laptop.Page.GetByLabel("6-digit code")).ToBeFocusedAsync();
        await keys.TypeAsync(code);
        await keys.PressAsync("Enter");
        await phone.IsAtAsync("/dashboard");
        await phone.IsLiveAsync();

        await Expect(laptop.Dialog).ToBeHiddenAsync();
        await keys.ToButtonAsync("Sign out Chrome on Linux");
        await keys.PressAsync("Space");
        await Expect(phone.Page.GetByText("You were signed out. It was done from another of your devices.")).ToBeVisibleAsync();
        await Expect(laptop.Row("Signed out")).ToHaveCountAsync(1);

        await keys.ToButtonAsync("Sign out");
        await keys.PressAsync("Enter");
        await laptop.IsAtAsync("/signin");
        Assert.Empty(laptop.Complaints.Concat(phone.Complaints));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task Tab_leads_through_each_page_and_out_of_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var ann = await Person.AtAsync(app, options: Still);
        var keys = new Typist(ann);
        foreach (var path in new[] { "/signin", "/signup", "/signin/recovery" })
        {
            await ann.Page.GotoAsync(path);
            await keys.GoAroundAsync();
        }

        await ann.SignUpAsync();
        foreach (var path in new[] { "/dashboard", "/account" })
        {
            await ann.Page.GotoAsync(path);
            await ann.IsLiveAsync();
            await keys.GoAroundAsync();
        }

        Assert.Contains("button Sign out", keys.Stops);
    }
}

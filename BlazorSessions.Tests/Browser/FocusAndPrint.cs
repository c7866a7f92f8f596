using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>Whoever works without a mouse is not thrown back to the top of the page, and a sheet of codes holds nothing else.</summary>
[Trait("speed", "slow")]
public sealed class FocusAndPrint
{
    [Fact]
    public async Task Where_the_focused_button_goes_away_it_is_on_the_next_one_or_on_the_heading()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        var here = await app.SessionOfAsync(laptop);
        await app.JoinAsync(laptop.Email, here);
        await app.SignInAsync(laptop.Email);
        var dismiss = laptop.Notices.GetByRole(AriaRole.Button, new() { Name = "Dismiss" });
        await Expect(dismiss).ToHaveCountAsync(2);
        await Expect(laptop.Page.GetByText("was let in")).ToBeVisibleAsync(); // the dialog is closed

        await dismiss.First.FocusAsync();
        await laptop.Page.Keyboard.PressAsync("Enter");
        await Expect(dismiss).ToHaveCountAsync(1);
        await Expect(dismiss).ToBeFocusedAsync();

        await laptop.Page.Keyboard.PressAsync("Enter");
        await Expect(dismiss).ToHaveCountAsync(0);
        await Expect(laptop.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task After_a_form_with_a_fault_it_is_on_the_field_that_has_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.Page.GotoAsync("/account");
        await laptop.FillAsync(("Current password", "not my password"), ("New password", "purple monkey dishwasher"), ("Confirm new password", "purple monkey dishwasher"));
        await laptop.Button("Change password").ClickAsync();

        await Expect(laptop.Page.GetByLabel("Current password")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Recovery_codes_are_printed_without_the_rest_of_the_page()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.RecoveryCodesAsync();

        await laptop.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(laptop.Page.GetByText("Your recovery codes")).ToBeVisibleAsync();
        await Expect(laptop.Log).ToBeHiddenAsync();
        await Expect(laptop.Page.GetByText("Ann Lee")).ToBeHiddenAsync();
        await Expect(laptop.Button("Copy")).ToBeHiddenAsync();
    }
}

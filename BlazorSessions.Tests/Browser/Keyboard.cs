using BlazorSessions.App.Settings;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

[Trait("speed", "slow")]
public sealed class Keyboard
{
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
}

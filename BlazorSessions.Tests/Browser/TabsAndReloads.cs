using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

[Trait("speed", "slow")]
public sealed class TabsAndReloads
{
    [Fact]
    public async Task The_dialog_opens_in_every_tab_and_closes_in_all_when_it_is_decided_in_one()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        var second = await laptop.OpenTabAsync("/dashboard");
        await using var phone = await laptop.OtherDeviceAsync();
        var code = await phone.AskAsync();
        var later = await laptop.OpenTabAsync("/nowhere"); // any signed-in page, opened after the request was made

        IPage[] tabs = [laptop.Page, second, later];
        foreach (var tab in tabs)
        {
            await laptop.IsLiveAsync(tab);
            await Expect(Person.DialogOn(tab)).ToBeVisibleAsync();
        }

        await laptop.ApproveAsync(code);
        await phone.IsAtAsync("/dashboard");
        foreach (var tab in tabs)
        {
            await Expect(Person.DialogOn(tab)).ToBeHiddenAsync();
            await Expect(tab.GetByText("was let in")).ToBeVisibleAsync();
        }

        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task A_page_that_is_not_live_yet_when_its_request_is_decided_says_what_became_of_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        var code = await phone.AskAsync();
        var decided = new TaskCompletionSource();
        await laptop.Page.Context.RouteAsync("**/_blazor/**", async route =>
        {
            await decided.Task;
            await route.ContinueAsync();
        });
        var later = await laptop.OpenTabAsync("/dashboard");
        await Expect(Person.DialogOn(later)).ToBeVisibleAsync();

        await laptop.Page.BringToFrontAsync();
        await laptop.ApproveAsync(code);
        await phone.IsAtAsync("/dashboard");
        decided.SetResult();

        await Expect(Person.DialogOn(later)).ToBeHiddenAsync();
        await Expect(later.GetByText("was let in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_reload_shows_the_same_code_and_both_waiting_tabs_end_on_the_dashboard()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        var code = await phone.AskAsync();
        await phone.Page.ReloadAsync();
        Assert.Equal(code, (await phone.Code.TextContentAsync())!.Trim());
        var tab = await phone.OpenTabAsync("/signin/approval");
        await Expect(tab.GetByLabel("Sign-in code")).ToHaveTextAsync(code);

        await laptop.ApproveAsync(code);

        await phone.IsAtAsync("/dashboard");
        await phone.IsAtAsync("/dashboard", tab);
        await Expect(laptop.Row("Active")).ToHaveCountAsync(2);
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task A_tab_that_hears_of_the_yes_when_another_has_fetched_the_session_goes_along()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        var code = await phone.AskAsync();
        var tab = await phone.OpenTabAsync("/signin/approval");
        await Expect(tab.GetByLabel("Sign-in code")).ToHaveTextAsync(code);
        IPage[] tabs = [tab, phone.Page];
        foreach (var held in tabs)
        {
            await held.EvaluateAsync(
                "() => { const collect = islands.collect; islands.collect = async id => { await new Promise(go => window.goOn = go); await collect(id); }; }");
        }

        await phone.Page.EvaluateAsync("() => { islands.leave = () => { }; }"); // nor does it hear so soon that it is over
        await laptop.ApproveAsync(code);
        foreach (var held in tabs)
        {
            await Until.TrueAsync(() => held.EvaluateAsync<bool>("() => !!window.goOn"), "a tab to hear of the yes");
        }

        await tab.EvaluateAsync("() => { window.goOn(); }");
        await phone.IsAtAsync("/dashboard", tab);
        await phone.Page.EvaluateAsync("() => { window.goOn(); }");

        await phone.IsAtAsync("/dashboard");
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task Signing_in_again_in_a_second_tab_gives_a_new_code_and_the_first_tab_follows()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        await phone.AskAsync();
        var tab = await phone.OpenTabAsync("/signin");
        await tab.GetByLabel("Email").FillAsync(phone.Email);
        await tab.GetByLabel("Password").FillAsync(Person.Password);
        await tab.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await phone.IsAtAsync("/signin/approval", tab);
        var code = (await tab.GetByLabel("Sign-in code").TextContentAsync())!.Trim();

        await Expect(phone.Code).ToHaveTextAsync(code);
        await laptop.ApproveAsync(code);

        await phone.IsAtAsync("/dashboard", tab);
        await phone.IsAtAsync("/dashboard");
    }

    [Fact]
    public async Task Without_a_socket_both_sides_still_get_there_by_hand()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync();
        await laptop.Page.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        await phone.Page.RouteAsync("**/_blazor/**", route => route.AbortAsync());
        var code = await phone.AskAsync();
        await phone.Button("Check again").ClickAsync();
        await Expect(phone.Code).ToHaveTextAsync(code);

        await laptop.Page.ReloadAsync();
        await laptop.ApproveAsync(code);
        await Expect(laptop.Dialog).ToBeHiddenAsync();
        await phone.Button("Check again").ClickAsync();

        await phone.IsAtAsync("/dashboard");
    }

    [Fact]
    public async Task Without_scripts_both_sides_still_get_there_by_hand()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app, options: new() { JavaScriptEnabled = false });
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync(new() { JavaScriptEnabled = false });
        var code = await phone.AskAsync();

        await laptop.Page.ReloadAsync();
        await laptop.ApproveAsync(code);
        await phone.Button("Check again").ClickAsync();

        await phone.IsAtAsync("/dashboard");
        await Expect(phone.Row("Active")).ToHaveCountAsync(2);
    }
}

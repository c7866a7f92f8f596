using System.Text.RegularExpressions;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>What is to be read from one screen and typed on another, and when things were.</summary>
[Trait("speed", "slow")]
public sealed class CodesAndTimes
{
    [Fact]
    public async Task The_digits_stand_in_two_groups_and_a_pasted_code_is_read_as_it_comes()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app, options: new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        await using var phone = await laptop.OtherDeviceAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var code = await phone.AskAsync();
        Assert.Equal(6, code.Length);
        await phone.Button("Copy code").ClickAsync();
        await Expect(phone.Page.GetByText("Copied.")).ToBeVisibleAsync();
        Assert.Equal(code, await phone.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        var field = laptop.Page.GetByLabel("6-digit code");
        await Expect(field).ToBeFocusedAsync();
        await field.PressSequentiallyAsync(SignInShortcuts.WrongCodeFor(code));
        await Expect(field).ToHaveValueAsync(Grouped(SignInShortcuts.WrongCodeFor(code)));
        await field.PressAsync("Enter");
        await Expect(laptop.Dialog).ToContainTextAsync("That code is not right. 2 tries left.");
        await laptop.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", $" {Grouped(code)} ");
        await field.PressAsync("Control+v");
        await field.PressAsync("Enter");

        await phone.IsAtAsync("/dashboard");
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task The_dialog_says_what_is_unusual_and_only_that()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=127.0.0.1"]);
        await using var laptop = await Person.AtAsync(app);
        await laptop.SignUpAsync();
        await using var phone = await laptop.OtherDeviceAsync(From("203.0.113.9"));

        await laptop.ApproveAsync(await phone.AskAsync());
        await phone.IsAtAsync("/dashboard");
        await phone.SignOutAsync();
        var code = await phone.AskAsync();
        await Expect(laptop.Dialog).ToContainTextAsync("203.0.113.9");
        await Expect(laptop.Dialog).Not.ToContainTextAsync("not seen before");
        await Expect(laptop.Dialog).Not.ToContainTextAsync("not used before");
        await laptop.ApproveAsync(code);
        await phone.IsAtAsync("/dashboard");
        await phone.SignOutAsync();

        await using var tablet = await laptop.OtherDeviceAsync(From("203.0.113.77"));
        await tablet.AskAsync();
        await Expect(laptop.Dialog).ToContainTextAsync("A device not seen before");
        await Expect(laptop.Dialog).ToContainTextAsync("An address not used before");
    }

    [Fact]
    public async Task A_time_is_shown_in_the_zone_and_language_of_the_browser_and_stays_so_when_it_changes()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await Person.AtAsync(app, options: new() { TimezoneId = "Asia/Tokyo", Locale = "de-DE" });
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        await Expect(laptop.Row("This device")).ToContainTextAsync("02.01.2026, 12:04:05");
        await Expect(laptop.Row("This device").Locator("time").First).ToHaveAttributeAsync("title", new Regex("2\\. Januar 2026.*12:04:05"));

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await laptop.Page.GotoAsync("/account");
        await laptop.Page.GoBackAsync();

        await Expect(laptop.Row("This device")).ToContainTextAsync("02.01.2026, 12:05:05");

        await laptop.IsLiveAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var program = Visitor.WithSession(app, await laptop.SessionCookieAsync());
        await program.GetAsync("/api/session");
        await app.AskAsync(laptop.Email);

        await Expect(laptop.Row("This device")).ToContainTextAsync("02.01.2026, 12:06:05");
    }

    private static string Grouped(string code) => $"{code[..3]} {code[3..]}";

    private static BrowserNewContextOptions From(string address) =>
        new() { ExtraHTTPHeaders = new Dictionary<string, string> { ["X-Forwarded-For"] = address } };
}

using BlazorSessions.App.Settings;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>A request reaches a person who looks elsewhere, and leaves alone one who does not.</summary>
[Trait("speed", "slow")]
public sealed class CallingAttention
{
    // Stands in for the system's notifications, and for a tab that is not in view.
    private const string Recorder = """
        window.told = [];
        window.Notification = class {
          static permission = 'granted';
          constructor(title, options) { this.title = title; this.body = options.body; this.tag = options.tag; told.push(this); }
          close() { this.closed = true; }
        };
        window.look = hidden => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
          Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        };
        """;

    [Fact]
    public async Task A_tab_out_of_view_changes_its_title_and_icon_and_the_system_tells_until_it_is_decided()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await LaptopAsync(app);
        await laptop.Page.EvaluateAsync("look(true)");
        await using var phone = await laptop.OtherDeviceAsync();

        await phone.AskAsync();
        await Expect(laptop.Page).ToHaveTitleAsync("New sign-in request");
        await Expect(laptop.Page.Locator("link[rel=icon][href*=alert]")).ToHaveCountAsync(1);
        await laptop.Page.WaitForFunctionAsync("() => told.length === 1");
        Assert.Equal("New sign-in request / Chrome on Linux, 127.0.0.1", await laptop.Page.EvaluateAsync<string>("`${told[0].title} / ${told[0].body}`"));

        await laptop.Button("This wasn't me").ClickAsync();
        await Expect(laptop.Page).ToHaveTitleAsync("Your sessions · BlazorSessions");
        await Expect(laptop.Page.Locator("link[rel=icon][href*=alert]")).ToHaveCountAsync(0);
        await laptop.Page.WaitForFunctionAsync("() => told[0].closed");
        Assert.Empty(laptop.Complaints);
    }

    [Fact]
    public async Task A_tab_that_comes_into_view_looks_as_always_and_its_question_stands()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await LaptopAsync(app);
        await laptop.Page.EvaluateAsync("look(true)");
        await using var phone = await laptop.OtherDeviceAsync();
        await phone.AskAsync();
        await Expect(laptop.Page).ToHaveTitleAsync("New sign-in request");

        await laptop.Page.EvaluateAsync("look(false)");

        await Expect(laptop.Page).ToHaveTitleAsync("Your sessions · BlazorSessions");
        await Expect(laptop.Dialog).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_system_tells_nothing_while_another_tab_is_in_view()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var laptop = await LaptopAsync(app);
        var tab = await laptop.OpenTabAsync("/account");
        await laptop.IsLiveAsync(tab);
        await laptop.Page.EvaluateAsync("look(true)");
        await using var phone = await laptop.OtherDeviceAsync();

        await phone.AskAsync();
        await Expect(laptop.Page).ToHaveTitleAsync("New sign-in request");
        await Expect(Person.DialogOn(tab)).ToBeVisibleAsync();
        await laptop.Page.EvaluateAsync("navigator.locks.query()"); // what the page asked before it told has its answer by now

        Assert.Equal(0, await laptop.Page.EvaluateAsync<int>("told.length"));
    }

    private static async Task<Person> LaptopAsync(TestApp app)
    {
        var laptop = await Person.AtAsync(app);
        await laptop.Page.Context.AddInitScriptAsync(Recorder);
        await laptop.SignUpAsync();
        await laptop.IsLiveAsync();
        return laptop;
    }
}

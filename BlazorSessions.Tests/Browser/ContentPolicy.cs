using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>What somebody managed to put into a page does not run, and no page stands in a frame, whichever engine draws it.</summary>
[Trait("speed", "slow")]
public sealed class ContentPolicy
{
    private const string Own = "The page is itself.";
    private const string Taken = "The page is taken over.";

    private const string ByScript = $"<p>{Own}</p><script>document.querySelector('main').textContent = '{Taken}';</script>";

    private const string ByHandler = $"""<p>{Own}</p><img src="/nowhere" alt="" onerror="document.querySelector('main').textContent = '{Taken}'">""";

    [Theory]
    [InlineData(Engine.Chromium, ByScript)]
    [InlineData(Engine.Chromium, ByHandler)]
    [InlineData(Engine.Firefox, ByScript)]
    [InlineData(Engine.Firefox, ByHandler)]
    [InlineData(Engine.WebKit, ByScript)]
    [InlineData(Engine.WebKit, ByHandler)]
    [Trait("abuse", "A25")]
    [ViolatesPolicy]
    public async Task A_script_that_is_not_the_pages_own_does_not_run_and_is_reported(Engine engine, string injected)
    {
        await using var app = await StartAsync(new(injected));
        await using var screen = await IScreen.AtAsync(engine, app);
        screen.Expect("script-src");

        await screen.OpenAsync("/signin");

        await screen.ShowsAsync(Own);
        await screen.OpenAsync("/signup"); // what has been collected of a page is sent when it is left
        await app.Log.WaitForAsync("ContentPolicyViolated script-src");
        await screen.ShowsAsync(Own);
        await screen.ShowsNoMoreAsync(Taken);
    }

    [Theory]
    [InlineData(ByScript)]
    [InlineData(ByHandler)]
    public async Task Without_the_policy_it_would(string injected)
    {
        await using var app = await StartAsync(new(injected, isGuarded: false));
        await using var screen = await IScreen.AtAsync(Engine.Chromium, app);

        await screen.OpenAsync("/signin");

        await screen.ShowsAsync(Taken);
    }

    [Theory]
    [InlineData(Engine.Chromium)]
    [InlineData(Engine.Firefox)]
    [ViolatesPolicy]
    public async Task A_violation_that_no_test_expects_is_a_fault_of_its_browser(Engine engine)
    {
        await using var app = await StartAsync(new(ByScript));
        await using var person = await PersonAsync(engine, app);

        await person.Page.RunAndWaitForConsoleMessageAsync(
            () => person.Page.GotoAsync("/signin"),
            new() { Predicate = message => message.Text.Contains("Violates script-src-elem: inline", StringComparison.Ordinal) });

        Assert.Contains(person.Faults, fault => fault.Contains("Violates script-src-elem: inline", StringComparison.Ordinal));
        person.Expected.Add("script-src");
    }

    [Theory]
    [InlineData(Engine.Chromium, true)]
    [InlineData(Engine.Chromium, false)]
    [InlineData(Engine.Firefox, true)]
    [InlineData(Engine.Firefox, false)]
    [Trait("abuse", "A24")]
    [ViolatesPolicy]
    public async Task A_page_elsewhere_cannot_show_one_of_ours_in_a_frame(Engine engine, bool isGuarded)
    {
        await using var app = await StartAsync(new("", isGuarded));
        await using var elsewhere = await StartAsync(new($"<iframe src='{app.Address}signin'></iframe>", isGuarded: false));
        await using var person = await PersonAsync(engine, elsewhere);
        person.Expected.Add("frame");

        await person.Page.GotoAsync("/signin", new() { WaitUntil = WaitUntilState.Load }); // which is the frame's too

        var signIn = person.Page.FrameLocator("iframe").GetByRole(AriaRole.Button, new() { Name = "Sign in" });
        await Expect(signIn).ToHaveCountAsync(isGuarded ? 0 : 1);
    }

    // A page that Blazor patches keeps the policy with which it was loaded; what is patched in was sent with another nonce.
    [Fact]
    public async Task Pages_that_are_patched_in_run_nothing_anew_and_violate_nothing()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var ann = await Person.AtAsync(app);
        await ann.SignUpAsync();
        await ann.IsLiveAsync();
        await ann.Page.EvaluateAsync("() => { window.isTheSame = true; }");

        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Ann Lee" }).ClickAsync();
        await ann.IsAtAsync("/account");
        await Expect(ann.Button("Save name")).ToBeVisibleAsync();
        await ann.Page.GoBackAsync();
        await ann.IsAtAsync("/dashboard");
        await Expect(ann.Log).ToBeVisibleAsync();

        Assert.True(await ann.Page.EvaluateAsync<bool>("() => window.isTheSame"));
        Assert.Empty(ann.Complaints);
        Assert.Empty(app.Log.Violations);
    }

    private static Task<TestApp> StartAsync(Injecting hole) =>
        TestApp.StartAsync(DatabaseProvider.Sqlite, replace: services => services.AddSingleton<IStartupFilter>(hole));

    private static async Task<Person> PersonAsync(Engine engine, ISite site) => await Person.AtAsync(
        site, browser: engine == Engine.Firefox ? await (await TestContext.Current.GetFixture<Firefox>())!.BrowserAsync() : null);
}

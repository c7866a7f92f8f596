using System.Text.RegularExpressions;
using BlazorSessions.Domain.Accounts;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>One device with a screen: a browser context of its own, driven by roles and names alone.</summary>
public sealed class Person : IAsyncDisposable
{
    public const string Password = SignInShortcuts.Password;

    /// <summary>What only a page contains that is live, and whose live parts have had their first word with the browser.</summary>
    public const string LiveMark = "dialog[data-still-there][data-request]";

    // What the driver itself would wait for without an end: a browser that does not answer is to be told by name.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2 * Chromium.Patience);

    // Firefox tells of one in its own words, and an engine may tell of none.
    private const string TellOfViolations =
        "addEventListener('securitypolicyviolation', e => console.error(`Violates ${e.effectiveDirective}: ${e.blockedURI} ${e.sample}`));";

    private readonly IBrowserContext context;
    private readonly ISite site;
    private readonly BrowserConsole console;

    private Person(IBrowserContext context, ISite site, string email)
    {
        this.context = context;
        this.site = site;
        console = new(context);
        Email = email;
    }

    public string Email { get; }

    public IPage Page { get; private set; } = null!;

    /// <inheritdoc cref="BrowserConsole.Complaints"/>
    public IEnumerable<string> Complaints => console.Complaints;

    /// <inheritdoc cref="BrowserConsole.Faults"/>
    public IEnumerable<string> Faults => console.Faults;

    /// <inheritdoc cref="BrowserConsole.Expected"/>
    public ICollection<string> Expected => console.Expected;

    public ILocator Dialog => DialogOn(Page);

    public ILocator Code => Page.GetByLabel("Sign-in code");

    public ILocator Log => Page.GetByRole(AriaRole.Table, new() { Name = "Session log" });

    /// <summary>A new device at a site.</summary>
    /// <param name="site">Where.</param>
    /// <param name="email">Whose, when it is somebody known already.</param>
    /// <param name="options">What is special about its screen.</param>
    /// <param name="browser">Another browser than Chromium.</param>
    public static async Task<Person> AtAsync(
        ISite site, string? email = null, BrowserNewContextOptions? options = null, IBrowser? browser = null)
    {
        browser ??= await (await TestContext.Current.GetFixture<Chromium>())!.BrowserAsync();
        var context = await browser.NewContextAsync(new(options ?? new()) { BaseURL = site.Address.ToString() }).WaitAsync(Patience);
        context.SetDefaultTimeout(Chromium.Patience);
        var person = new Person(context, site, email ?? $"{Guid.CreateVersion7():N}@example.org");
        await context.AddInitScriptAsync(TellOfViolations);
        QuietBrowsersAttribute.Watch(person);
        person.Page = await context.NewPageAsync().WaitAsync(Patience);
        return person;
    }

    /// <summary>Another device of the same person, at the same site or at another node of it.</summary>
    public Task<Person> OtherDeviceAsync(BrowserNewContextOptions? options = null, ISite? elsewhere = null) =>
        AtAsync(elsewhere ?? site, Email, options);

    /// <summary>
    /// Waits until the page, or another tab, is at this path; what it shows is for the next step to wait for. The driver looks,
    /// and not this process, which may miss a page that has loaded while it was not listening.
    /// </summary>
    public Task IsAtAsync(string path, IPage? tab = null) =>
        Assertions.Expect(tab ?? Page).ToHaveURLAsync(new Regex($@"^https?://[^/]+{Regex.Escape(path)}(\?|$)"));

    public static ILocator DialogOn(IPage page) => page.GetByRole(AriaRole.Dialog, new() { Name = "New sign-in request" });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The rows of the log's body that contain this text.</summary>
    public ILocator Row(string text) => Log.Locator("tbody").GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> OpenTabAsync(string path)
    {
        var tab = await context.NewPageAsync();
        await tab.GotoAsync(path);
        return tab;
    }

    public async Task SignUpAsync()
    {
        await Page.GotoAsync("/signup");
        await FillAsync(("First name", "Ann"), ("Last name", "Lee"), ("Email", Email), ("Password", Password), ("Confirm password", Password));
        await Button("Create account").ClickAsync();
        await IsAtAsync("/dashboard");
    }

    /// <summary>Signs up here and lets a second device in.</summary>
    public async Task<Person> LetInAsync(BrowserNewContextOptions? options = null, ISite? elsewhere = null)
    {
        await SignUpAsync();
        var other = await OtherDeviceAsync(options, elsewhere);
        await ApproveAsync(await other.AskAsync());
        await other.IsAtAsync("/dashboard");
        await other.IsLiveAsync();
        return other;
    }

    /// <summary>Waits until the page is live.</summary>
    public Task IsLiveAsync(IPage? tab = null) =>
        (tab ?? Page).Locator(LiveMark).WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public async Task<string> SessionCookieAsync() =>
        (await context.CookiesAsync()).Single(c => c.Name is "session" or "__Host-session").Value;

    /// <summary>Fills in the sign-in form and sends it; what comes then is for the test to see.</summary>
    public async Task SignInAsync(string password = Password)
    {
        await Page.GotoAsync("/signin");
        await FillAsync(("Email", Email), ("Password", password));
        await Button("Sign in").ClickAsync();
    }

    public async Task SignOutAsync()
    {
        await IsLiveAsync(); // else its circuit may come too late, of which the browser complains
        await Button("Sign out").ClickAsync();
        await IsAtAsync("/signin");
    }

    /// <summary>Signs in as far as the waiting page, and reads the code there.</summary>
    public async Task<string> AskAsync()
    {
        await SignInAsync();
        await IsAtAsync("/signin/approval");
        return (await Code.TextContentAsync())!.Trim();
    }

    /// <summary>The recovery codes that the page shows this once.</summary>
    public async Task<IReadOnlyList<string>> RecoveryCodesAsync()
    {
        var codes = Page.GetByRole(AriaRole.Region, new() { Name = "Recovery codes" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(codes).ToHaveCountAsync(RecoveryCodes.SetSize);
        return await codes.AllTextContentsAsync();
    }

    /// <summary>What the page tells under "Notices".</summary>
    public ILocator Notices => Page.GetByRole(AriaRole.Region, new() { Name = "Notices" });

    /// <summary>Comes with a recovery code and a new password, and without the old one.</summary>
    public async Task RecoverAsync(string code, string newPassword)
    {
        await Page.GotoAsync("/signin");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await IsAtAsync("/signin/recovery");
        await FillAsync(("Email", Email), ("Recovery code", code), ("New password", newPassword), ("Confirm new password", newPassword));
        await Button("Sign in").ClickAsync();
        await IsAtAsync("/dashboard");
    }

    public async Task ChangePasswordAsync(string from, string to)
    {
        await Page.GotoAsync("/account");
        await IsLiveAsync(); // with the cookie that is about to be replaced
        await FillAsync(("Current password", from), ("New password", to), ("Confirm new password", to));
        await Button("Change password").ClickAsync();
        await Page.GetByText("Your password is changed.").WaitForAsync();
    }

    public async Task ApproveAsync(string code)
    {
        await Page.GetByLabel("6-digit code").FillAsync(code);
        await Button("Approve").ClickAsync();
    }

    /// <summary>Sends the form that leads there, without the pointer, and does not wait for what comes of it.</summary>
    public Task SubmitFormAsync(string action, IPage? tab = null) =>
        (tab ?? Page).EvaluateAsync("action => document.querySelector(`form[action='${action}']`).requestSubmit()", action);

    public async Task FillAsync(params (string Label, string Value)[] fields)
    {
        foreach (var (label, value) in fields)
        {
            await Page.GetByLabel(label, new() { Exact = true }).FillAsync(value);
        }
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync().AsTask().WaitAsync(Patience);
}

using OpenQA.Selenium;
using OpenQA.Selenium.Interactions;

namespace BlazorSessions.Tests.Support;

/// <summary>A device in WebKit. Its driver does not wait, so this does: it tries again until it finds what it looks for.</summary>
public sealed class WebDriverScreen : IScreen
{
    private readonly WebKitBrowser browser;
    private readonly ISite site;

    private WebDriverScreen(WebKitBrowser browser, ISite site)
    {
        this.browser = browser;
        this.site = site;
    }

    public IEnumerable<string> Complaints => []; // the driver tells nothing of the console

    private WebDriver Driver => browser.Driver;

    public static async Task<WebDriverScreen> AtAsync(ISite site) => new(await WebKitBrowser.StartAsync(), site);

    public void Expect(string complaint)
    {
    }

    public Task OpenAsync(string path) => Driver.Navigate().GoToUrlAsync(new Uri(site.Address, path));

    public Task BackAsync() => Driver.Navigate().BackAsync();

    public async Task ReloadAsync()
    {
        await Driver.Navigate().RefreshAsync();
        await IsLiveAsync();
    }

    public async Task TypeAsync(string label, string text)
    {
        await TryAsync($"click into {label}", () => Click(Field(label)));
        await TypeAsync(text);
    }

    public Task TypeAsync(string text)
    {
        new Actions(Driver).SendKeys(text).Perform();
        return Task.CompletedTask;
    }

    public Task EnterAsync() => TypeAsync(Keys.Enter);

    public Task EscapeAsync() => TypeAsync(Keys.Escape);

    public Task PressAsync(string name) => TryAsync($"press {name}", () => Click(Named("button", "button", name).FirstOrDefault()));

    public async Task<string> ReadAsync(string name)
    {
        var text = "";
        await TryAsync($"read {name}", () => (text = Named("output", "status", name).FirstOrDefault()?.Text ?? "").Length > 0);
        return text;
    }

    public Task IsAtAsync(string path) => TryAsync($"be at {path}", () => new Uri(Driver.Url).AbsolutePath == path);

    public Task IsLiveAsync() => TryAsync("see the page live", () => Driver.FindElements(By.CssSelector(Person.LiveMark)).Count > 0);

    public Task ShowsAsync(string text) => TryAsync($"see {text}", () => Texts(text).Any());

    public Task ShowsNoMoreAsync(string text) => TryAsync($"no longer see {text}", () => !Texts(text).Any());

    public Task HasDialogAsync(string name, string text) => TryAsync($"see the dialog {name} with {text}", () =>
        Named("dialog", "dialog", name).Any(d => d.GetDomProperty("textContent")!.Contains(text, StringComparison.Ordinal)));

    public Task HasNoDialogAsync(string name) => TryAsync($"see the dialog {name} go", () => !Named("dialog", "dialog", name).Any());

    public Task HasFocusInAsync(string label) =>
        TryAsync($"see the focus in {label}", () => Driver.SwitchTo().ActiveElement().Equals(Field(label)));

    public Task HasRowsAsync(string table, string text, int count) => TryAsync($"see {count} rows with {text}", () =>
        Named("table", "table", table).FirstOrDefault()?.FindElements(By.CssSelector("tbody tr"))
            .Count(row => row.GetDomProperty("textContent")!.Contains(text, StringComparison.Ordinal)) == count);

    public ValueTask DisposeAsync() => browser.DisposeAsync();

    private static bool Click(IWebElement? element)
    {
        element?.Click();
        return element is not null;
    }

    private IWebElement? Field(string label)
    {
        var shown = Driver.FindElements(By.XPath($"//label[normalize-space()='{label}']")).FirstOrDefault(l => l.Displayed);
        return shown is null ? null : Driver.FindElement(By.Id(shown.GetDomAttribute("for")!));
    }

    private IEnumerable<WebElement> Named(string tag, string role, string name) => Driver.FindElements(By.TagName(tag)).Cast<WebElement>()
        .Where(e => e.Displayed && e.ComputedAccessibleLabel == name && e.ComputedAccessibleRole == role);

    // The innermost elements that contain it, where they can be seen.
    private IEnumerable<IWebElement> Texts(string text)
    {
        var contains = $"contains(normalize-space(), '{text}')";
        return Driver.FindElements(By.XPath($"//body//*[{contains} and not(*[{contains}])]")).Where(e => e.Displayed);
    }

    private async Task TryAsync(string what, Func<bool> look)
    {
        using var patience = new CancellationTokenSource(Chromium.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!Holds(look))
        {
            if (patience.IsCancellationRequested)
            {
                Assert.Fail($"It could not {what}. At {Driver.Url}: {Driver.FindElement(By.TagName("body")).Text}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    // What is found may be gone, or not yet free to be clicked, a moment later: then it is looked for again.
    private static bool Holds(Func<bool> look)
    {
        try
        {
            return look();
        }
        catch (WebDriverException e) when (
            e is StaleElementReferenceException or NoSuchElementException or ElementNotInteractableException
            or UnknownErrorException) // no name, since it is hidden by now
        {
            return false;
        }
    }
}

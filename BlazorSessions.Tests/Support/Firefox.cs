using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BlazorSessions.Tests.Support.Firefox))]

namespace BlazorSessions.Tests.Support;

/// <summary>One real Firefox for the run, started when the first test wants it. It is driven by WebDriver BiDi, which it speaks itself.</summary>
public sealed class Firefox : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartAsync);

    public async Task<IBrowser> BrowserAsync() => (await started.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            var (playwright, browser) = await started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Chromium.Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Firefox.LaunchAsync(new()
        {
            Channel = "moz-firefox", // the one that people have, not Playwright's own
            ExecutablePath = Environment.GetEnvironmentVariable("FIREFOX") ?? "/usr/bin/firefox-esr",
        });
        return (playwright, browser);
    }
}

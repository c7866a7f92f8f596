using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BlazorSessions.Tests.Support.Chromium))]

namespace BlazorSessions.Tests.Support;

/// <summary>One real Chromium for the run, started when the first browser test wants it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>How long anything is waited for, in milliseconds: a run has the machine to itself, and two cores may be all it is.</summary>
    public const int Patience = 30_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

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
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = Arguments,
        });
        return (playwright, browser);
    }
}

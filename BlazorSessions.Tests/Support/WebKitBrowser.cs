using System.Diagnostics;
using OpenQA.Selenium;
using OpenQA.Selenium.Remote;

namespace BlazorSessions.Tests.Support;

/// <summary>A WebKitGTK browser of its own, with nothing kept from another, and the driver that started it.</summary>
public sealed class WebKitBrowser : IAsyncDisposable
{
    private readonly Process process;

    private WebKitBrowser(Process process) => this.process = process;

    public WebDriver Driver { get; private set; } = null!;

    public static async Task<WebKitBrowser> StartAsync()
    {
        var port = Loopback.FreePort();
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("WEBKIT_DRIVER") ?? "/usr/bin/WebKitWebDriver", ["--host=127.0.0.1", $"--port={port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DISPLAY"] = await (await TestContext.Current.GetFixture<WebKitDisplay>())!.NameAsync();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var browser = new WebKitBrowser(process);
        try
        {
            var address = new Uri($"http://127.0.0.1:{port}");
            await browser.AnswersAsync(address);
            browser.Driver = new RemoteWebDriver(address, new Options());
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            Driver?.Dispose(); // ends the browser
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    // It says nothing when it begins to listen.
    private Task AnswersAsync(Uri address) => Patience.ForAsync("WebKit's driver", async ct =>
    {
        using var client = new HttpClient { BaseAddress = address };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/status", UriKind.Relative), ct);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await timer.WaitForNextTickAsync(ct);
            }
        }
    });

    // Whatever browser the driver came with.
    private sealed class Options : DriverOptions
    {
        public override void AddAdditionalOption(string optionName, object optionValue) => throw new NotSupportedException();

        public override ICapabilities ToCapabilities() => GenerateDesiredCapabilities(isSpecificationCompliant: true);
    }
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using BlazorSessions.Benchmarks.Driving;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Approvals;

/// <summary>A device that signs in, waits with an open page to be approved, and notes when it is told that it is.</summary>
internal sealed partial class WaitingDevice(HttpClient site) : IPageWatcher, IAsyncDisposable
{
    private const string WaitingPath = "/signin/approval";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Browser browser = new(site);
    private readonly TaskCompletionSource<long> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string waiting = "";
    private OpenPage? page;

    /// <returns>The moments at which the form was sent and answered.</returns>
    public async Task<(long Sent, long Answered)> SignInAsync(string email, string password, CancellationToken ct)
    {
        var form = await browser.GetAsync("/signin", ct);
        var sent = Stopwatch.GetTimestamp();
        await browser.PostAsync("/signin", form, ct, ("Form.Email", email), ("Form.Password", password));
        return (sent, Stopwatch.GetTimestamp());
    }

    /// <summary>Opens the page on which it waits, until that is live.</summary>
    /// <returns>The code that it shows.</returns>
    public async Task<string> WaitAsync(CancellationToken ct)
    {
        waiting = await browser.GetAsync(WaitingPath, ct);
        page = await OpenPage.OpenAsync(browser, WaitingPath, CircuitPage.Read(waiting), ct, this);
        return Code().Match(waiting) is { Success: true } code
            ? code.Groups[1].Value + code.Groups[2].Value
            : throw new InvalidOperationException("The waiting page shows no code.");
    }

    /// <returns>The moment at which the page was told to fetch its session.</returns>
    public Task<long> ToldAsync(CancellationToken ct) => told.Task.WaitAsync(Patience, ct);

    /// <summary>Does what the page was told, and leaves it.</summary>
    /// <returns>The moment at which it was signed in.</returns>
    public async Task<long> CollectAsync(CancellationToken ct)
    {
        await browser.PostAsync($"{WaitingPath}/collect", waiting, ct);
        var collected = Stopwatch.GetTimestamp();
        await page!.LeaveAsync(ct);
        return browser.Cookies.Contains("session=", StringComparison.Ordinal)
            ? collected
            : throw new InvalidOperationException("It was not signed in.");
    }

    public void Shown(byte[] batch)
    {
        // Its code is in the page itself.
    }

    public void Told(string function, string arguments)
    {
        if (function == "islands.collect")
        {
            told.TrySetResult(Stopwatch.GetTimestamp());
        }
    }

    public void Answered(string call, string? problem)
    {
        // It sends no event.
    }

    public ValueTask DisposeAsync() => page?.DisposeAsync() ?? ValueTask.CompletedTask;

    [GeneratedRegex("<output id=\"code\".*?<span[^>]*>(\\d{3})</span><span[^>]*>(\\d{3})</span>")]
    private static partial Regex Code();
}

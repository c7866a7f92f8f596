using System.Collections.Concurrent;
using System.Diagnostics;
using BlazorSessions.Benchmarks.Driving;
using BlazorSessions.Benchmarks.Running;

namespace BlazorSessions.Benchmarks.Circuits;

/// <summary>Opens the same page for many visitors at once, and reads what that takes of its server.</summary>
/// <param name="Path">The page.</param>
/// <param name="Cookies">The cookies of each visitor.</param>
internal sealed record CircuitLoad(string Path, IReadOnlyList<string> Cookies)
{
    private const int WarmUp = 50; // opened and closed before: code is compiled, pools are filled
    private const int AtOnce = 16; // keeps two cores busy, and no more of the server's memory than an ordinary morning does

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public async Task<CircuitFigures> MeasureAsync(StartedProgram server, CancellationToken ct)
    {
        using var site = Browser.Connect(server.Address);
        await LeaveAsync(await OpenAsync(site, Cookies.Take(WarmUp), ct), ct);
        var (kiBBefore, usedBefore, began) = (await server.SettledKiBAsync(ct), server.ProcessorTime, Stopwatch.GetTimestamp());
        var pages = await OpenAsync(site, Cookies, ct);
        try
        {
            var (took, used) = (Stopwatch.GetElapsedTime(began), server.ProcessorTime - usedBefore);
            var grown = await server.SettledKiBAsync(ct) - kiBBefore;
            var idle = await IdleAsync(server, ct);
            return pages.All(page => page.IsOpen)
                ? new(grown / pages.Count, pages.Count / took.TotalSeconds, used.TotalMilliseconds / pages.Count, 100 * idle)
                : throw new InvalidOperationException($"{pages.Count(page => !page.IsOpen)} of {pages.Count} circuits did not stay open.");
        }
        finally
        {
            await DisposeAsync(pages);
        }
    }

    // The part of one core.
    private static async Task<double> IdleAsync(StartedProgram server, CancellationToken ct)
    {
        var (used, began) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(Idle, TimeProvider.System, ct);
        return (server.ProcessorTime - used) / Stopwatch.GetElapsedTime(began);
    }

    private async Task<IReadOnlyCollection<OpenPage>> OpenAsync(HttpClient site, IEnumerable<string> visitors, CancellationToken ct)
    {
        var pages = new ConcurrentBag<OpenPage>();
        try
        {
            await Parallel.ForEachAsync(
                visitors,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (cookies, stop) => pages.Add(await OpenPage.OpenAsync(new(site, cookies), Path, stop)));
            return pages;
        }
        catch
        {
            await DisposeAsync(pages);
            throw;
        }
    }

    private static async Task LeaveAsync(IReadOnlyCollection<OpenPage> pages, CancellationToken ct)
    {
        await Task.WhenAll(pages.Select(page => page.LeaveAsync(ct)));
        await DisposeAsync(pages);
    }

    private static Task DisposeAsync(IEnumerable<OpenPage> pages) => Task.WhenAll(pages.Select(page => page.DisposeAsync().AsTask()));
}

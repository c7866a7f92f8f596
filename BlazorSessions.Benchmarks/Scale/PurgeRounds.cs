using BlazorSessions.App.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>Rounds of the purge, each at a moment at which some more of the past is older than the log is kept.</summary>
internal static class PurgeRounds
{
    private const int RowsOfRound = 100;
    private static readonly TimeSpan LongestSession = TimeSpan.FromMinutes(30);

    /// <summary>One that finds something, and then one that finds nothing.</summary>
    /// <param name="site">Where.</param>
    /// <param name="round">Which, from 1.</param>
    /// <param name="times">Where the times go.</param>
    /// <param name="ct">Breaks it off.</param>
    public static async Task TakeAsync(ScaledSite site, int round, Timings times, CancellationToken ct)
    {
        var kept = site.Services.GetRequiredService<LogRetention>().Time;
        await PurgeAsync($"purge of {RowsOfRound} sign-ins and their entries", site.History.At(RowsOfRound * round) + LongestSession + kept);
        await PurgeAsync("purge of nothing", site.Services.GetRequiredService<TimeProvider>().GetUtcNow());

        Task<bool> PurgeAsync(string action, DateTimeOffset now) => times.TakeAsync(action, site.Name, async () =>
        {
            await site.Services.GetRequiredService<LogPurge>().PurgeAsync(now, ct);
            return true;
        });
    }
}

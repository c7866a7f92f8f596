using System.Diagnostics;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.SignIns;

namespace BlazorSessions.Benchmarks.Notifications;

/// <summary>How many passwords a second this machine can hash when it does nothing else: more sign-ins than that there cannot be.</summary>
internal static class HashRate
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);

    public static async Task<double> MeasureAsync(CancellationToken ct)
    {
        DefaultHash.Compute(); // loads the library
        var started = Stopwatch.GetTimestamp();
        var runs = Enumerable.Range(0, Environment.ProcessorCount)
            .Select(_ => Task.Factory.StartNew(() => Run(started, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        var rate = (await Task.WhenAll(runs)).Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Progress.Say($"{Environment.ProcessorCount} cores hash {rate:N1} passwords a second");
        return rate;
    }

    private static int Run(long started, CancellationToken ct)
    {
        var times = 0;
        while (Stopwatch.GetElapsedTime(started) < Time)
        {
            ct.ThrowIfCancellationRequested();
            DefaultHash.Compute();
            times++;
        }

        return times;
    }
}

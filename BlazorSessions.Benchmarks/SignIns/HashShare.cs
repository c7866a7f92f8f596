using System.Diagnostics;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.SignIns;

/// <summary>What a sign-in takes and what one hash alone takes, in milliseconds: by the clock, and of the processor.</summary>
internal sealed record HashShare(double SignIn, double Hash, double SignInProcessor, double HashProcessor)
{
    private const int Rounds = 5;
    private const int First = 200; // not measured: the runtime has still to compile for good what the crowd before made it run
    private const int OfEach = 40; // in a round: the processor's time is told in hundredths of a second

    /// <summary>One browser at a time, and hashes by the same engine in this process, in turn.</summary>
    public static HashShare Measure(SignInServer server, CancellationToken ct)
    {
        using var driver = Process.GetCurrentProcess();
        Progress.Say($"{First} sign-ins first");
        for (var i = 0; i < First; i++)
        {
            ct.ThrowIfCancellationRequested();
            server.Browser.SignIn();
        }

        var (signIns, hashes) = (new Measured(), new Measured());
        for (var round = 1; round <= Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            signIns.Take(server.Browser.SignIn, () => server.ProcessorTime);
            hashes.Take(DefaultHash.Compute, () => ProcessorTime(driver));
            Progress.Say($"round {round} of {Rounds}, a sign-in: {signIns.Milliseconds:F1} ms, a hash: {hashes.Milliseconds:F1} ms");
        }

        return new(signIns.Milliseconds, hashes.Milliseconds, signIns.ProcessorMilliseconds, hashes.ProcessorMilliseconds);
    }

    private static TimeSpan ProcessorTime(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private sealed class Measured
    {
        private readonly List<double> times = [];
        private TimeSpan processor;

        public double Milliseconds => Quantiles.Of(times, 0.5);

        public double ProcessorMilliseconds => processor.TotalMilliseconds / times.Count;

        public void Take(Action act, Func<TimeSpan> processorTime)
        {
            var before = processorTime();
            for (var i = 0; i < OfEach; i++)
            {
                var started = Stopwatch.GetTimestamp();
                act();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            processor += processorTime() - before;
        }
    }
}

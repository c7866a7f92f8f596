namespace BlazorSessions.Benchmarks.Running;

/// <summary>What a server holds once it has come to rest after some work.</summary>
internal static class Settling
{
    private const double StillChanging = 0.01; // from one reading to the next
    private const int MostReadings = 30;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Waits until its resident memory no longer changes.</summary>
    /// <returns>That memory, in KiB.</returns>
    public static async Task<double> SettledKiBAsync(this StartedProgram server, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Between, TimeProvider.System);
        var before = server.ResidentKiB;
        for (var reading = 1; reading < MostReadings && await timer.WaitForNextTickAsync(ct); reading++)
        {
            var now = server.ResidentKiB;
            if (Math.Abs(now - before) < StillChanging * before)
            {
                return now;
            }

            before = now;
        }

        return before;
    }
}

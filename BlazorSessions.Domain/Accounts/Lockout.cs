namespace BlazorSessions.Domain.Accounts;

/// <summary>
/// After how many wrong tries in a row the next one has to wait, and for how long. It delays, and touches nothing that is
/// open; who may go past it is decided elsewhere.
/// </summary>
/// <param name="FreeTries">Wrong tries that cost no time.</param>
/// <param name="FirstDelay">What the next one waits; each further one waits twice as long.</param>
/// <param name="LongestDelay">No wait is longer.</param>
/// <param name="MaxFailures">From so many in a row on, no further try is taken (NIST SP 800-63B-4, 3.2.2: 100 at the most).</param>
/// <param name="Forgotten">So long after the last wrong try all are forgotten.</param>
public sealed record Lockout(int FreeTries, TimeSpan FirstDelay, TimeSpan LongestDelay, int MaxFailures, TimeSpan Forgotten)
{
    /// <summary>Until when the next try has to wait.</summary>
    /// <param name="failures">Wrong tries in a row.</param>
    /// <param name="lastAt">When the last of them was.</param>
    public DateTimeOffset NextTryAt(int failures, DateTimeOffset lastAt) =>
        failures >= MaxFailures ? lastAt + Forgotten
        : failures < FreeTries ? lastAt
        : lastAt + DelayAfter(failures - FreeTries);

    /// <summary>This wrong try is one that the owner is told of: the first that makes the next one wait, and the last that is taken.</summary>
    public bool IsNews(int failures) => failures == FreeTries || failures == MaxFailures;

    private TimeSpan DelayAfter(int doublings)
    {
        var delay = FirstDelay;
        for (var i = 0; i < doublings && delay < LongestDelay; i++)
        {
            delay *= 2;
        }

        return delay < LongestDelay ? delay : LongestDelay;
    }
}

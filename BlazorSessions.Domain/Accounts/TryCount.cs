namespace BlazorSessions.Domain.Accounts;

/// <summary>Wrong tries in a row at one account, from all strange devices together or from one known device.</summary>
public sealed class TryCount
{
    private TryCount()
    {
    }

    /// <summary>Begins a count.</summary>
    public TryCount(string key, DateTimeOffset now)
    {
        Key = key;
        LastAt = now;
    }

    /// <summary>What is counted, under a name that tells nobody else; the same for an account that there is not.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Wrong tries, and those that are under way.</summary>
    public int Failures { get; private set; }

    /// <summary>When the last one was made.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Counts one more try, as a wrong one until it proves right: of many that come at once none is for free.</summary>
    /// <returns>From when on it may be made; null when it may be now, and is counted.</returns>
    public DateTimeOffset? Take(Lockout rule, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (LastAt + rule.Forgotten <= now)
        {
            Failures = 0;
        }

        if (rule.NextTryAt(Failures, LastAt) is var next && next > now)
        {
            return next;
        }

        Failures++;
        LastAt = now;
        return null;
    }
}

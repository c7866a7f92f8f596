namespace BlazorSessions.App.Security;

/// <summary>Whether a try may be made. Closed: no further case can appear elsewhere.</summary>
public abstract record TryOutcome
{
    private TryOutcome()
    {
    }

    /// <summary>It may, and counts as a wrong one until it is forgiven.</summary>
    /// <param name="Failures">Wrong tries in a row, with this one; 0 where none is counted.</param>
    /// <param name="LastBefore">When the last one before it was made.</param>
    public sealed record Taken(int Failures, DateTimeOffset LastBefore = default) : TryOutcome;

    /// <summary>It may not before then.</summary>
    public sealed record TooMany(DateTimeOffset NextAt) : TryOutcome;
}

namespace BlazorSessions.App.Security;

/// <summary>Whether a try may be made. Closed: no further case can appear elsewhere.</summary>
public abstract record TryOutcome
{
    private TryOutcome()
    {
    }

    /// <summary>It may, and counts as a wrong one until it is forgiven.</summary>
    /// <param name="Failures">Wrong tries in a row, with this one.</param>
    public sealed record Taken(int Failures) : TryOutcome;

    /// <summary>It may not before then.</summary>
    public sealed record TooMany(DateTimeOffset NextAt) : TryOutcome;
}

namespace BlazorSessions.Domain.Sessions;

/// <summary>What became of the wish to have a device forgotten. Closed: no further case can appear elsewhere.</summary>
public abstract record ForgetOutcome
{
    private ForgetOutcome()
    {
    }

    /// <summary>It is not known, or no longer.</summary>
    public sealed record Forgotten : ForgetOutcome;

    /// <summary>The password was typed too long ago, or the session where it was wished is over.</summary>
    public sealed record ProofTooOld : ForgetOutcome;

    /// <summary>It was known before the device where it was wished, and that one is still new.</summary>
    public sealed record KnownForLonger : ForgetOutcome;
}

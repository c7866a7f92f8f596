namespace BlazorSessions.Domain.Sessions;

/// <summary>What became of the wish to end other sessions. Closed: no further case can appear elsewhere.</summary>
public abstract record EndOutcome
{
    private EndOutcome()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Open">How many open sessions were ended.</param>
    public sealed record Ended(int Open) : EndOutcome;

    /// <summary>The account has no such sign-in under way, or the session where it was wished is over itself.</summary>
    public sealed record NotThere : EndOutcome;

    /// <summary>The password was typed too long ago; nothing was ended.</summary>
    public sealed record ProofTooOld : EndOutcome;
}

namespace BlazorSessions.Domain.Approvals;

/// <summary>What became of a typed code. Closed: no further case can appear elsewhere.</summary>
public abstract record CodeCheck
{
    private CodeCheck()
    {
    }

    /// <summary>It was right.</summary>
    public sealed record Accepted : CodeCheck;

    /// <summary>It was wrong; with no try left the approval is dead.</summary>
    public sealed record Wrong(int TriesLeft) : CodeCheck;

    /// <summary>It came too late: the sign-in no longer waits.</summary>
    public sealed record Closed(ApprovalStatus Status) : CodeCheck;

    /// <summary>The session at which it was typed is not open.</summary>
    public sealed record ApproverGone : CodeCheck;
}

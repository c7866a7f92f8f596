using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Approval;

/// <summary>What the waiting device's cookie turned out to be. Closed: no further case can appear elsewhere.</summary>
public abstract record WaitingSignIn
{
    private WaitingSignIn()
    {
    }

    /// <summary>It waits for a yes or, approved, to be collected; the code is null once it is decided.</summary>
    /// <param name="Session">Which sign-in it is.</param>
    /// <param name="Code">The six digits to show.</param>
    /// <param name="AskedAt">Since when it waits.</param>
    /// <param name="ExpiresAt">Until when it waits.</param>
    /// <param name="Approver">The device that is asked.</param>
    /// <param name="ApproverEndsAt">When no session would be left that could approve, if nobody used one.</param>
    public sealed record Open(
        SessionId Session,
        ApprovalCode? Code,
        DateTimeOffset AskedAt,
        DateTimeOffset ExpiresAt,
        string? Approver,
        DateTimeOffset? ApproverEndsAt) : WaitingSignIn;

    /// <summary>It is over, and this is why.</summary>
    public sealed record Over(ApprovalStatus Status) : WaitingSignIn;

    /// <summary>It had its yes, and found so many sessions open by then.</summary>
    public sealed record Full(int Limit) : WaitingSignIn;

    /// <summary>Nothing waits under this cookie: it was collected, or nobody ever asked.</summary>
    public sealed record Unknown : WaitingSignIn;
}

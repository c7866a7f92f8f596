using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Sessions;

/// <summary>What became of a sign-in whose password was right. Closed: no further case can appear elsewhere.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    /// <summary>It is open; the token belongs in the browser's cookie and nowhere else.</summary>
    public sealed record SignedIn(Session Session, OpaqueToken Token) : SignInOutcome;

    /// <summary>It waits; the code is for the asking device to show, the token for it to prove later that it is the one that waits.</summary>
    public sealed record NeedsApproval(SignInApproval Approval, ApprovalCode Code, OpaqueToken WaitingToken) : SignInOutcome;

    /// <summary>It was turned away by the limit.</summary>
    public sealed record Full(int Limit) : SignInOutcome;

    /// <summary>Others were asked so often, or said no so lately, that they are not asked again before then; nothing was changed.</summary>
    public sealed record AskedTooOften(DateTimeOffset NextAt) : SignInOutcome;

    /// <summary>It asked to be let in without a yes that still counts.</summary>
    public sealed record NotApproved(ApprovalStatus Status) : SignInOutcome;
}

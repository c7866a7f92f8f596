using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Domain.Approvals;

/// <summary>What a waiting sign-in needs until it is collected or over.</summary>
/// <remarks>
/// Pending → Approved → collected, which removes it; or over, for the reason that its session's end tells. The status is
/// computed from the session and the time, so it cannot disagree with the log.
/// </remarks>
public sealed class SignInApproval
{
    private SignInApproval()
    {
    }

    internal SignInApproval(Session session, TokenHash waitingToken, int triesLeft)
    {
        Session = session;
        SessionId = session.Id;
        UserId = session.UserId;
        WaitingToken = waitingToken;
        TriesLeft = triesLeft;
    }

    /// <summary>The sign-in that waits.</summary>
    public SessionId SessionId { get; private init; }

    /// <summary>Whose sign-in it is.</summary>
    public UserId UserId { get; private init; }

    /// <summary>The sign-in that waits.</summary>
    public Session Session { get; private init; } = null!;

    /// <summary>The hash of the cookie by which the waiting device proves that it is the one.</summary>
    public TokenHash WaitingToken { get; private init; }

    /// <summary>The code, protected by the shell with a key that is not in the database, so that a reload shows it again; null once decided.</summary>
    public string? ProtectedCode { get; private set; }

    /// <summary>Wrong codes that it still survives, the last of them not.</summary>
    public int TriesLeft { get; private set; }

    /// <summary>A wrong code was typed for it.</summary>
    public bool HadWrongCode { get; private set; }

    /// <summary>Where it stands at this moment; time passes without anyone writing.</summary>
    public ApprovalStatus StatusAt(DateTimeOffset now) => StatusOf(Session, now);

    /// <summary>Where a sign-in that had to wait stands at this moment, also when its approval has been cleared away.</summary>
    public static ApprovalStatus StatusOf(Session session, DateTimeOffset now) => session switch
    {
        null => throw new ArgumentNullException(nameof(session)),
        { OpenedAt: not null } => ApprovalStatus.Collected,
        { EndReason: { } reason } => StatusOf(reason),
        { WaitsUntil: { } until } when until <= now => ApprovalStatus.Expired,
        { ApprovedBy: not null } => ApprovalStatus.Approved,
        _ => ApprovalStatus.Pending,
    };

    /// <summary>Keeps the code as the shell has protected it.</summary>
    public void KeepCode(string protectedCode) => ProtectedCode = protectedCode;

    internal void WipeCode() => ProtectedCode = null;

    internal CodeCheck Try(ApprovalCode? shown, ApprovalCode typed, DateTimeOffset now)
    {
        if (StatusAt(now) != ApprovalStatus.Pending || shown is null)
        {
            return new CodeCheck.Closed(StatusAt(now));
        }

        if (shown.Matches(typed))
        {
            WipeCode();
            return new CodeCheck.Accepted();
        }

        TriesLeft--;
        HadWrongCode = true;
        return new CodeCheck.Wrong(TriesLeft);
    }

    private static ApprovalStatus StatusOf(SessionEndReason reason) => reason switch
    {
        SessionEndReason.Denied => ApprovalStatus.Denied,
        SessionEndReason.Cancelled or SessionEndReason.SweptUp => ApprovalStatus.Cancelled,
        SessionEndReason.TooManyCodes => ApprovalStatus.Exhausted,
        SessionEndReason.CodeExpired => ApprovalStatus.Expired,
        SessionEndReason.Orphaned => ApprovalStatus.Orphaned,
        SessionEndReason.Refused => ApprovalStatus.Full,
        _ => ApprovalStatus.Collected,
    };
}

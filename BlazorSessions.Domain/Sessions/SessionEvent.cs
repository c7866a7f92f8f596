using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Domain.Sessions;

/// <summary>What happened to a session. The names are stored and sent between nodes: rename none.</summary>
public enum SessionEventKind
{
    /// <summary>A sign-in waits for a yes.</summary>
    ApprovalRequested,

    /// <summary>A wrong code was typed for it.</summary>
    CodeRejected,

    /// <summary>The right code was typed for it.</summary>
    ApprovalGranted,

    /// <summary>It opened.</summary>
    Opened,

    /// <summary>It ended, whether or not it ever opened.</summary>
    Ended,
}

/// <summary>One thing that happened to one session: what the log keeps and what listeners are told. It holds no secret.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Session">To which session.</param>
/// <param name="At">When.</param>
/// <param name="By">The open session whose person did it, where it was not the session's own.</param>
/// <param name="Reason">Why it ended, where it did.</param>
public sealed record SessionEvent(
    SessionEventKind Kind, Session Session, DateTimeOffset At, SessionId? By = null, SessionEndReason? Reason = null)
{
    /// <summary>Whose session it is.</summary>
    public UserId User => Session.UserId;
}

using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Domain.Sessions;

/// <summary>What happened to a session, or to its account at it. The names are stored and sent between nodes: rename none.</summary>
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

    /// <summary>The password was changed at it.</summary>
    PasswordChanged,

    /// <summary>It was opened with a recovery code.</summary>
    RecoveryCodeUsed,

    /// <summary>New recovery codes were made at it.</summary>
    CodesReplaced,

    /// <summary>The deletion of the account was asked for at it.</summary>
    DeletionRequested,

    /// <summary>The deletion of the account was called off at it.</summary>
    DeletionCancelled,

    /// <summary>A device was forgotten at it.</summary>
    DeviceForgotten,

    /// <summary>Nothing opened: wrong passwords or recovery codes were typed many times, there the last.</summary>
    FailedRepeatedly,

    /// <summary>Nothing opened: the operator made a link by which the password may be set anew.</summary>
    ResetOffered,

    /// <summary>Nothing opened: the password was set anew by that link.</summary>
    PasswordReset,
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

    /// <summary>What every device of the account is to be told of it (ASVS 6.3.5, 6.3.7); null when it is no news.</summary>
    public NoticeKind? Notice => (Kind, Reason) switch
    {
        (SessionEventKind.Opened, _) when Session.IsNewDevice => NoticeKind.NewDevice,
        (SessionEventKind.Ended, SessionEndReason.Refused) => NoticeKind.SignInRefused,
        (SessionEventKind.Ended, SessionEndReason.Denied) => NoticeKind.SignInDenied,
        (SessionEventKind.CodeRejected, _) => NoticeKind.WrongCode,
        (SessionEventKind.PasswordChanged, _) => NoticeKind.PasswordChanged,
        (SessionEventKind.RecoveryCodeUsed, _) => NoticeKind.RecoveryCodeUsed,
        (SessionEventKind.CodesReplaced, _) => NoticeKind.CodesReplaced,
        (SessionEventKind.DeletionRequested, _) => NoticeKind.DeletionRequested,
        (SessionEventKind.DeletionCancelled, _) => NoticeKind.DeletionCancelled,
        (SessionEventKind.DeviceForgotten, _) => NoticeKind.DeviceForgotten,
        (SessionEventKind.FailedRepeatedly, _) => NoticeKind.FailedRepeatedly,
        (SessionEventKind.ResetOffered, _) => NoticeKind.ResetOffered,
        (SessionEventKind.PasswordReset, _) => NoticeKind.PasswordReset,
        _ => null,
    };
}

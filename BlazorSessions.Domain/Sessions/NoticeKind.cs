namespace BlazorSessions.Domain.Sessions;

/// <summary>What a person is told on every device. The names are stored: rename none.</summary>
public enum NoticeKind
{
    /// <summary>A device not seen before signed in.</summary>
    NewDevice,

    /// <summary>A sign-in with the right password was turned away by the limit.</summary>
    SignInRefused,

    /// <summary>A sign-in with the right password was denied.</summary>
    SignInDenied,

    /// <summary>A wrong code was typed for a waiting sign-in.</summary>
    WrongCode,

    /// <summary>The password was changed.</summary>
    PasswordChanged,

    /// <summary>Somebody came in with a recovery code.</summary>
    RecoveryCodeUsed,

    /// <summary>The recovery codes were replaced.</summary>
    CodesReplaced,

    /// <summary>The deletion of the account was asked for.</summary>
    DeletionRequested,

    /// <summary>The deletion of the account was called off.</summary>
    DeletionCancelled,

    /// <summary>A device was forgotten.</summary>
    DeviceForgotten,

    /// <summary>Wrong passwords or recovery codes were typed many times.</summary>
    FailedRepeatedly,

    /// <summary>The operator made a link by which the password may be set anew.</summary>
    ResetOffered,

    /// <summary>The password was set anew by that link.</summary>
    PasswordReset,
}

namespace BlazorSessions.Domain.Sessions;

/// <summary>Why a sign-in is over. The names are stored: rename none.</summary>
public enum SessionEndReason
{
    /// <summary>The person pressed Sign out on that device.</summary>
    SignedOut,

    /// <summary>The person signed it out from another of the account's devices.</summary>
    SignedOutElsewhere,

    /// <summary>Nobody used it for <see cref="SessionPolicy.IdleTimeout"/>.</summary>
    Idle,

    /// <summary>It was older than <see cref="SessionPolicy.AbsoluteLifetime"/>.</summary>
    TooOld,

    /// <summary>The password was changed at another session.</summary>
    PasswordChanged,

    /// <summary>A recovery code was used, which ends every session there was.</summary>
    Recovered,

    /// <summary>The deletion of the account was asked for.</summary>
    AccountDeleted,

    /// <summary>The same browser signed in again.</summary>
    Replaced,

    /// <summary>The operator ended it.</summary>
    EndedByOperator,

    /// <summary>Never opened: the limit was reached.</summary>
    Refused,

    /// <summary>Never opened: the person at an open session said it was not theirs.</summary>
    Denied,

    /// <summary>Never opened: nobody typed the code in time, or the approved sign-in was not collected in time.</summary>
    CodeExpired,

    /// <summary>Never opened: too many wrong codes.</summary>
    TooManyCodes,

    /// <summary>Never opened: the waiting device gave up, or asked again.</summary>
    Cancelled,

    /// <summary>Never opened: the last session that could approve it ended.</summary>
    Orphaned,

    /// <summary>Never opened: all sign-ins but one were ended together, and it waited for its yes or had it already.</summary>
    SweptUp,
}

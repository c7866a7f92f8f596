namespace BlazorSessions.Domain.Sessions;

/// <summary>What the session log says of a sign-in. Computed by <see cref="SessionPolicy.StatusOf"/>, never stored.</summary>
public enum SessionStatus
{
    /// <summary>Its password was right; it waits for a yes.</summary>
    Waiting,

    /// <summary>Open.</summary>
    Active,

    /// <summary>Was open; ended by a person, by a change of the account, or replaced by its own browser.</summary>
    SignedOut,

    /// <summary>Was open; ended by time.</summary>
    Expired,

    /// <summary>Turned away by the limit.</summary>
    Refused,

    /// <summary>An open session said no.</summary>
    Denied,

    /// <summary>The waiting device gave up, nobody was left to approve, or it was ended together with all others.</summary>
    Cancelled,

    /// <summary>The code ran out.</summary>
    CodeExpired,

    /// <summary>Too many wrong codes were typed.</summary>
    TooManyWrongCodes,
}

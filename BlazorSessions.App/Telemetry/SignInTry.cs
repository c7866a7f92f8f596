namespace BlazorSessions.App.Telemetry;

/// <summary>What became of one try to sign in with a password. The names are those of the metric: rename none.</summary>
public enum SignInTry
{
    /// <summary>It walked in.</summary>
    Opened,

    /// <summary>It waits for a yes.</summary>
    ApprovalRequested,

    /// <summary>There was no room.</summary>
    Refused,

    /// <summary>No such address, or not its password.</summary>
    WrongPassword,

    /// <summary>The password was right, and the account was asked so often that it is not asked again for a while.</summary>
    AskedTooOften,

    /// <summary>So many came before that the password was not looked at.</summary>
    TooManyTries,
}

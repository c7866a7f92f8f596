using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Recovery;

/// <summary>What became of a recovery. Closed: no further case can appear elsewhere.</summary>
public abstract record RecoveryResult
{
    private RecoveryResult()
    {
    }

    /// <summary>It is done, and every other session is over.</summary>
    public sealed record SignedIn(SignInOutcome.SignedIn Outcome) : RecoveryResult;

    /// <summary>No such code, or not of this account, or used; which of them is not told.</summary>
    public sealed record WrongCode : RecoveryResult;

    /// <summary>It was wrong, and so many wrong ones came before that none is looked at until then but the right one.</summary>
    public sealed record TooManyTries(DateTimeOffset NextAt) : RecoveryResult;

    /// <summary>The code was right and is still good, but the new password is made of the account's own words.</summary>
    public sealed record PasswordRefused(Message Why) : RecoveryResult;

    /// <summary>The password that this browser has proved is no longer the one that stands.</summary>
    public sealed record ProofOver : RecoveryResult;
}

using System.Diagnostics;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Telemetry;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignIn;

/// <summary>What became of a sign-in. Closed: no further case can appear elsewhere.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>What it counts as.</summary>
    public SignInTry Try => this switch
    {
        WrongCredentials => SignInTry.WrongPassword,
        TooManyTries => SignInTry.TooManyTries,
        Decided { Outcome: SignInOutcome.SignedIn } => SignInTry.Opened,
        Decided { Outcome: SignInOutcome.NeedsApproval } => SignInTry.ApprovalRequested,
        Decided { Outcome: SignInOutcome.Full } => SignInTry.Refused,
        Decided { Outcome: SignInOutcome.AskedTooOften } => SignInTry.AskedTooOften,
        _ => throw new UnreachableException(),
    };

    /// <summary>No such address or not its password; which of the two is not told.</summary>
    /// <param name="User">Whose password it is not, for the security log alone.</param>
    public sealed record WrongCredentials(UserId? User = null) : SignInResult;

    /// <summary>So many wrong ones came before that no password is looked at until then.</summary>
    /// <param name="NextAt">When the next one is.</param>
    /// <param name="IsKnownDevice">They came from this device, which the account knows.</param>
    public sealed record TooManyTries(DateTimeOffset NextAt, bool IsKnownDevice) : SignInResult;

    /// <summary>The password was right, and the rules have spoken.</summary>
    public sealed record Decided(SignInOutcome Outcome, PasswordProof Proof) : SignInResult;
}

using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.App.Security;

/// <summary>Whose tries are counted together. An address without an account is counted as any other.</summary>
/// <param name="What">What is tried: a password or a recovery code.</param>
/// <param name="Email">For which address.</param>
/// <param name="KnownDevice">At which device, where the account knows it; null for all others together.</param>
public sealed record Guesser(string What, EmailAddress Email, TokenHash? KnownDevice)
{
    public static Guesser OfPassword(EmailAddress email, TokenHash? knownDevice) => new("password", email, knownDevice);

    public static Guesser OfRecoveryCode(EmailAddress email) => new("recovery-code", email, null);
}

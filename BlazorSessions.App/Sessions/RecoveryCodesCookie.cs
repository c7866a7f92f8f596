using BlazorSessions.Domain.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Carries fresh recovery codes over the redirect to the page that shows them, and over its reloads, for ten minutes: on the
/// server they are kept as hashes alone.
/// </summary>
public sealed class RecoveryCodesCookie(IDataProtectionProvider protection, TimeProvider clock)
    : ProtectedCookie("recovery-codes", TimeSpan.FromMinutes(10), protection, clock)
{
    public void Write(HttpContext context, UserId user, IReadOnlyList<RecoveryCode> codes) =>
        WriteParts(context, [$"{user}", .. codes.Select(code => code.Reveal())]);

    /// <summary>The codes to show to this user; none when there are none, or they are another user's.</summary>
    public IReadOnlyList<RecoveryCode> Read(HttpContext context, UserId user) =>
        ReadParts(context) is [var owner, .. var codes] && owner == $"{user}"
            ? [.. codes.Select(code => RecoveryCode.Parse(code)!)]
            : [];
}

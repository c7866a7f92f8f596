using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// A cookie that carries something of the server's own for a short time, encrypted and signed: the browser can neither read
/// nor make it, and what is older than its lifetime is not believed, whatever the browser keeps.
/// </summary>
public abstract class ProtectedCookie(string name, TimeSpan lifetime, IDataProtectionProvider protection, TimeProvider clock)
    : HostCookie(name, lifetime)
{
    private readonly IDataProtector protector = protection.CreateProtector("cookie", name);

    protected void WriteParts(HttpContext context, params IEnumerable<string> parts) =>
        WriteText(context, protector.Protect(string.Join(' ', [$"{clock.GetUtcNow() + Lifetime:O}", .. parts])));

    /// <summary>The parts as they were written; null when there are none that can be believed.</summary>
    protected string[]? ReadParts(HttpContext context)
    {
        if (ReadText(context) is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            var parts = protector.Unprotect(text).Split(' ');
            return DateTimeOffset.Parse(parts[0], CultureInfo.InvariantCulture) > clock.GetUtcNow() ? parts[1..] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

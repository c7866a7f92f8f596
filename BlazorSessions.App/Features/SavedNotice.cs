using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorSessions.App.Features;

/// <summary>What a form has just done.</summary>
public enum Saved
{
    /// <summary>The person's name.</summary>
    Name,

    /// <summary>A new password.</summary>
    Password,

    /// <summary>A new password, by a link.</summary>
    PasswordReset,

    /// <summary>Another device was signed out.</summary>
    SignedOut,

    /// <summary>All other devices were.</summary>
    SignedOutElsewhere,

    /// <summary>A device was forgotten.</summary>
    DeviceForgotten,
}

/// <summary>
/// Carries over the redirect what was just done, to be said once. It is no part of the address: a link from elsewhere must
/// not have the page say that a password was changed.
/// </summary>
public sealed class SavedNotice(IDataProtectionProvider protection, TimeProvider clock)
    : ProtectedCookie("saved", TimeSpan.FromMinutes(1), protection, clock)
{
    public void Write(HttpContext context, Saved what) => WriteParts(context, $"{what}");

    /// <summary>What to tell of on this page; null when nothing was saved just now.</summary>
    public Saved? Take(HttpContext context)
    {
        var saved = ReadParts(context);
        Delete(context);
        return saved is [var name] && Enum.TryParse<Saved>(name, out var what) ? what : null;
    }
}

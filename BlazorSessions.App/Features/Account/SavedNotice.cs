using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorSessions.App.Features.Account;

/// <summary>
/// Carries over the redirect what was just saved, to be said once. It is no part of the address: a link from elsewhere must
/// not have the page say that a password was changed.
/// </summary>
public sealed class SavedNotice(IDataProtectionProvider protection, TimeProvider clock)
    : ProtectedCookie("saved", TimeSpan.FromMinutes(1), protection, clock)
{
    private const string Name = "name";
    private const string Password = "password";

    public void NameSaved(HttpContext context) => WriteParts(context, Name);

    public void PasswordChanged(HttpContext context) => WriteParts(context, Password);

    /// <summary>What to say on this page; null when nothing was saved just now.</summary>
    public string? Take(HttpContext context)
    {
        var saved = ReadParts(context);
        Delete(context);
        return saved switch
        {
            [Name] => "Your name is saved.",
            [Password] => "Your password is changed. Every other session was ended.",
            _ => null,
        };
    }
}

using System.Security.Claims;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>Whose session a request or a circuit belongs to. It says who asks, not that the session is still open.</summary>
public sealed record CurrentSession(UserId User, SessionId Session, string Name);

/// <summary>Writes a session into a principal and reads it back.</summary>
public static class SessionClaims
{
    private const string SessionClaim = "session";

    public static ClaimsPrincipal ToPrincipal(this SessionLookup.Open open, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, open.User.Id.ToString()),
            new(ClaimTypes.Name, open.User.FullName),
            new(SessionClaim, open.Session.Id.ToString()),
        ],
        scheme));

    /// <summary>The session of a principal; null for somebody who is not signed in.</summary>
    public static CurrentSession? Session(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(SessionClaim) is { } session && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } user
            ? new(new(Guid.Parse(user)), new(Guid.Parse(session)), principal.Identity?.Name ?? "")
            : null;
}

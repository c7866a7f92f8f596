using System.Security.Claims;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>Whose session a request or a circuit belongs to. It says who asks, not that the session is still open.</summary>
public sealed record CurrentSession(UserId User, SessionId Session, string Name);

/// <summary>
/// The sign-in that a circuit belongs to: an open session, or one that waits and becomes it when it is collected. Nobody else
/// may take the circuit up again.
/// </summary>
public sealed record CircuitOwner(UserId User, SessionId SignIn);

/// <summary>Writes a session into a principal and reads it back.</summary>
public static class SessionClaims
{
    private const string SessionClaim = "session";
    private const string WaitingClaim = "waiting";

    public static ClaimsPrincipal ToPrincipal(this SessionLookup.Open open, string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, open.User.Id.ToString()),
            new(ClaimTypes.Name, open.User.FullName),
            new(SessionClaim, open.Session.Id.ToString()),
        ],
        scheme));

    /// <summary>The principal of a device that waits. It is not signed in: nothing authenticated it but that it asked.</summary>
    public static ClaimsPrincipal ToPrincipal(this CircuitOwner waiting) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, waiting.User.ToString()),
            new(WaitingClaim, waiting.SignIn.ToString()),
        ]));

    /// <summary>The sign-in of a principal, open or waiting; null for somebody who has neither.</summary>
    public static CircuitOwner? Owner(this ClaimsPrincipal principal) =>
        (principal.FindFirstValue(SessionClaim) ?? principal.FindFirstValue(WaitingClaim)) is { } signIn
        && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } user
            ? new(new(Guid.Parse(user)), new(Guid.Parse(signIn)))
            : null;

    /// <summary>The session of a principal; null for somebody who is not signed in.</summary>
    public static CurrentSession? Session(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(SessionClaim) is { } session && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } user
            ? new(new(Guid.Parse(user)), new(Guid.Parse(session)), principal.Identity?.Name ?? "")
            : null;
}

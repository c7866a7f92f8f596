using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Live;

/// <summary>A hint that something happened: ids and a kind, never a code or a token. Whoever gets it reads the state again.</summary>
public sealed record SessionSignal(SessionEventKind Kind, UserId User, SessionId Session)
{
    public static SessionSignal Of(SessionEvent happened) => new(happened.Kind, happened.User, happened.Session.Id);

    /// <summary>Reads what another node wrote with <see cref="ToString"/>; null for what it cannot read, as from a newer version.</summary>
    public static SessionSignal? Parse(string text) =>
        text.Split(' ') is [var kind, var user, var session, ..]
        && Enum.TryParse<SessionEventKind>(kind, out var known)
        && Guid.TryParse(user, out var userId)
        && Guid.TryParse(session, out var sessionId)
            ? new(known, new(userId), new(sessionId))
            : null;

    public override string ToString() => $"{Kind} {User} {Session}";
}

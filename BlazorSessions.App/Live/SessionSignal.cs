using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Live;

/// <summary>A hint that something happened: ids and a kind, never a code or a token. Whoever gets it reads the state again.</summary>
/// <param name="Kind">What happened to the session; null for a change of the user that is no event of a session, such as another name.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Session">To which session; null without a kind.</param>
public sealed record SessionSignal(SessionEventKind? Kind, UserId User, SessionId? Session)
{
    private const string OtherChange = "Changed";

    public static SessionSignal Of(SessionEvent happened) => new(happened.Kind, happened.User, happened.Session.Id);

    /// <summary>Something about a user changed, and no event tells of it.</summary>
    public static SessionSignal Changed(UserId user) => new(null, user, null);

    /// <summary>Reads what another node wrote with <see cref="ToString"/>; null for what it cannot read, as from a newer version.</summary>
    public static SessionSignal? Parse(string text) => text.Split(' ') switch
    {
        [OtherChange, var user, ..] when Guid.TryParse(user, out var id) => Changed(new(id)),
        [var kind, var user, var session, ..] when Enum.TryParse<SessionEventKind>(kind, out var known)
            && Guid.TryParse(user, out var id) && Guid.TryParse(session, out var sessionId) => new(known, new(id), new(sessionId)),
        _ => null,
    };

    public override string ToString() => Kind is null ? $"{OtherChange} {User}" : $"{Kind} {User} {Session}";
}

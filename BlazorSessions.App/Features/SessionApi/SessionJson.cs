using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SessionApi;

/// <summary>What the API shows of a person. It is a shape of its own, so nothing secret can slip into it.</summary>
public sealed record UserJson(Guid Id, string Email, string Name)
{
    public static UserJson Of(User user) => new(user.Id.Value, user.Email.Value, user.FullName);
}

/// <summary>What the API shows of a session. The two coming ends are there only while it is open.</summary>
public record SessionJson(
    Guid Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt,
    DateTimeOffset? IdleExpiresAt,
    DateTimeOffset? AbsoluteExpiresAt,
    string Device,
    string IpAddress)
{
    public static SessionJson Of(Session session, SessionPolicy policy, bool isOpen) => new(
        session.Id.Value,
        session.OpenedAt ?? session.AskedAt,
        session.LastSeenAt,
        isOpen ? policy.IdleEndOf(session) : null,
        isOpen ? policy.AbsoluteEndOf(session) : null,
        session.DeviceName,
        session.IpAddress);
}

/// <summary>The session of the request and whose it is.</summary>
public sealed record CurrentSessionJson(UserJson User, SessionJson Session);

/// <summary>A row of the log.</summary>
public sealed record LogRowJson : SessionJson
{
    public LogRowJson(Session session, SessionPolicy policy, SessionId current, DateTimeOffset now)
        : base(Of(session, policy, policy.StatusOf(session, now) == SessionStatus.Active))
    {
        Status = StatusText.SlugOf(policy.StatusOf(session, now));
        EndedAt = policy.EndOf(session, now)?.At;
        Current = session.Id == current;
    }

    public string Status { get; }

    public DateTimeOffset? EndedAt { get; }

    public bool Current { get; }
}

/// <summary>A page of the log.</summary>
public sealed record LogPageJson(IReadOnlyList<LogRowJson> Items, string? Next);

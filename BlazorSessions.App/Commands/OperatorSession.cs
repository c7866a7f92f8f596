using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Commands;

/// <summary>A sign-in as the operator is told of it.</summary>
internal sealed record OperatorSession(
    Guid Id,
    string? Email,
    SessionStatus Status,
    string Device,
    string IpAddress,
    DateTimeOffset AskedAt,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? LastSeenAt,
    DateTimeOffset? EndsAt)
{
    private static readonly string[] Headings = ["id", "user", "status", "device", "address", "signed in", "last seen"];

    public static OperatorSession Of(Session session, string? email, SessionPolicy policy, DateTimeOffset now) => new(
        session.Id.Value, email, policy.StatusOf(session, now), session.DeviceName, session.IpAddress, session.AskedAt, session.OpenedAt,
        session.LastSeenAt, policy.DueEndOf(session, now)?.At);

    public static IReadOnlyList<string> Lines(IEnumerable<OperatorSession> sessions) => Output.Table(Headings, sessions.Select(s => (IReadOnlyList<string>)
        [$"{s.Id}", s.Email ?? "-", $"{s.Status}".ToLowerInvariant(), s.Device, s.IpAddress, Output.Time(s.OpenedAt ?? s.AskedAt), Output.Time(s.LastSeenAt)]));
}

using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>What a row of the log shows, and no more: an open page keeps it for as long as it is open. Equal ones look the same.</summary>
public sealed record LogLine(
    SessionId Id,
    string DeviceName,
    DeviceKind DeviceKind,
    bool IsNewDevice,
    string IpAddress,
    DateTimeOffset SignedInAt,
    DateTimeOffset? LastSeenAt,
    SessionStatus Status)
{
    public static LogLine Of(Session session, SessionPolicy policy, DateTimeOffset now) => new(
        session.Id,
        session.DeviceName,
        session.DeviceKind,
        session.IsNewDevice,
        session.IpAddress,
        session.OpenedAt ?? session.AskedAt,
        session.LastSeenAt,
        policy.StatusOf(session, now));
}

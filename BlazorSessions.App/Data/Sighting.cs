using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Data;

/// <summary>A session was used at a moment, by somebody who was let in.</summary>
public sealed record Sighting(UserId User, SessionId Session, DateTimeOffset At);

using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>Carries the session's token, for as long as the session may live.</summary>
public sealed class SessionCookie(SessionPolicy policy) : OpaqueCookie("session", policy.AbsoluteLifetime);

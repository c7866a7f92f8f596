namespace BlazorSessions.Domain.Sessions;

/// <summary>When and why a sign-in is over.</summary>
public sealed record SessionEnd(SessionEndReason Reason, DateTimeOffset At);

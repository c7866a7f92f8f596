namespace BlazorSessions.Domain.Sessions;

/// <summary>When and why a sign-in is over.</summary>
public readonly record struct SessionEnd(SessionEndReason Reason, DateTimeOffset At);

namespace BlazorSessions.App.Chain;

/// <summary>How far a verification has come.</summary>
public readonly record struct LogProgress(long Entries, long Of);

namespace BlazorSessions.App.Chain;

/// <summary>How far something has come that goes over many rows.</summary>
public readonly record struct LogProgress(long Entries, long Of);

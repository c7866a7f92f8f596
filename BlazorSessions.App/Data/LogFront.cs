namespace BlazorSessions.App.Data;

/// <summary>The last entry of the part of a log that is too old to be kept.</summary>
/// <param name="UserId">Whose log.</param>
/// <param name="Number">Which entry.</param>
public sealed record LogFront(Guid UserId, long Number);

namespace BlazorSessions.App.Data;

/// <summary>
/// A <see cref="LogEntry"/> as the database holds it, whatever somebody has made of it: kinds and reasons are texts, also such as
/// this version does not know. What is hashed, verified and exported.
/// </summary>
public sealed record StoredEntry
{
    public required Guid UserId { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid? BySessionId { get; init; }

    public required string? Reason { get; init; }

    public required string? Notice { get; init; }

    public required string DeviceName { get; init; }

    public required string IpAddress { get; init; }

    public required byte[]? Hash { get; init; }

    public static StoredEntry Of(LogEntry entry) => new()
    {
        UserId = entry.UserId.Value,
        Number = entry.Number,
        At = entry.At,
        Kind = $"{entry.Kind}",
        SessionId = entry.SessionId.Value,
        BySessionId = entry.BySessionId?.Value,
        Reason = entry.Reason?.ToString(),
        Notice = entry.Notice?.ToString(),
        DeviceName = entry.DeviceName,
        IpAddress = entry.IpAddress,
        Hash = entry.Hash,
    };
}

using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Data;

/// <summary>One thing that happened, written in the transaction of the change it tells of and never changed after.</summary>
public sealed record LogEntry
{
    /// <summary>Whose log it is in.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Its place in that log, from 1 without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>When it happened, which for an end by time is earlier than when it was written.</summary>
    public required DateTimeOffset At { get; init; }

    public required SessionEventKind Kind { get; init; }

    public required SessionId SessionId { get; init; }

    /// <summary>The session whose person did it, where it was another one.</summary>
    public SessionId? BySessionId { get; init; }

    /// <summary>Why the session ended, where it did.</summary>
    public SessionEndReason? Reason { get; init; }

    /// <summary>What every device of the account is told of it; null when it is no news.</summary>
    public NoticeKind? Notice { get; init; }

    public required string DeviceName { get; init; }

    public required string IpAddress { get; init; }

    /// <summary>The keyed hash over this entry and the one before it; null while it was written by a version that made none.</summary>
    public byte[]? Hash { get; init; }

    public static LogEntry Of(SessionEvent happened, long number) => new()
    {
        UserId = happened.User,
        Number = number,
        At = happened.At,
        Kind = happened.Kind,
        SessionId = happened.Session.Id,
        BySessionId = happened.By,
        Reason = happened.Reason,
        Notice = happened.Notice,
        DeviceName = happened.Session.DeviceName,
        IpAddress = happened.Session.IpAddress,
    };
}

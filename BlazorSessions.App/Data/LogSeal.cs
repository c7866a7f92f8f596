namespace BlazorSessions.App.Data;

/// <summary>The one row that holds all logs together: how many there are, and a sum over where each of them stands.</summary>
public sealed class LogSeal
{
    public const int OnlyId = 1;

    public int Id { get; init; }

    /// <summary>How often it was sealed.</summary>
    public long Number { get; set; }

    /// <summary>When it was sealed last.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Until when entries without a hash are taken in: those that a version without hashes has written, and may still write.</summary>
    public DateTimeOffset? AdoptsUntil { get; set; }

    /// <summary>How many users have a log in it.</summary>
    public long Logs { get; set; }

    /// <summary>The sum of a keyed hash of each of them, in 256 bits: what is taken away or put back changes it.</summary>
    public byte[]? Sum { get; set; }

    /// <summary>The keyed hash over all of that; null before the first time.</summary>
    public byte[]? Mark { get; set; }
}

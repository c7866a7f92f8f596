using System.Buffers.Binary;
using System.Buffers.Text;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>Where a page of the log ended: the time and id of its last row. Opaque to whoever carries it.</summary>
public sealed record LogCursor(DateTimeOffset At, SessionId Id)
{
    private const int Bytes = 24;

    /// <summary>Reads a cursor; null for anything that is none.</summary>
    public static LogCursor? Parse(string text)
    {
        var bytes = new byte[Bytes];
        if (text.Length != 32 || !Base64Url.IsValid(text) || Base64Url.DecodeFromChars(text, bytes) != Bytes)
        {
            return null;
        }

        var micros = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return micros is >= 0 and < 253_402_300_800_000_000 // the year 10000
            ? new(DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), new(new Guid(bytes.AsSpan(8), bigEndian: true)))
            : null;
    }

    /// <summary>Whether a row comes after it, on the way to older ones.</summary>
    public bool IsPast(Session row) => row.AskedAt < At || (row.AskedAt == At && row.Id < Id);

    public override string ToString()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Id.Value.TryWriteBytes(bytes.AsSpan(8), bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}

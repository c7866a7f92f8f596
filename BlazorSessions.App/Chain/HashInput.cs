using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BlazorSessions.App.Chain;

/// <summary>
/// What a keyed hash is computed over: values one after the other, each with its length, so that no two lists of values are the
/// same bytes. It is the same whichever database they come from: times are microseconds, ids their 16 bytes.
/// </summary>
internal sealed class HashInput
{
    private readonly ArrayBufferWriter<byte> bytes = new(512);

    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    public HashInput Add(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), value);
        bytes.Advance(sizeof(long));
        return this;
    }

    public HashInput Add(DateTimeOffset? time) =>
        Add(time is null ? long.MinValue : (time.Value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public HashInput Add(Guid id)
    {
        id.TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out var written);
        bytes.Advance(written);
        return this;
    }

    public HashInput Add(Guid? id) => id is null ? Add(0) : Add(1).Add(id.Value);

    public HashInput Add(byte[]? value)
    {
        Add(value?.Length ?? -1);
        bytes.Write(value);
        return this;
    }

    public HashInput Add(string? text)
    {
        if (text is null)
        {
            return Add(-1);
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Add(length);
        bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(length)));
        return this;
    }
}

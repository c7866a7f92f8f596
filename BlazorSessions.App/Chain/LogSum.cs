using System.Numerics;

namespace BlazorSessions.App.Chain;

/// <summary>
/// A sum of hashes modulo 2^256, in which their order does not matter: one log can be exchanged for its next state without
/// looking at the others. Whoever cannot compute the hashes can add or take away nothing.
/// </summary>
public readonly record struct LogSum(BigInteger Value)
{
    private const int Bytes = 32;

    private static readonly BigInteger Modulus = BigInteger.One << (Bytes * 8);

    public static LogSum Of(byte[]? stored) => new(stored is null ? BigInteger.Zero : new(stored, isUnsigned: true, isBigEndian: true));

    public static LogSum operator +(LogSum left, LogSum right) => left.Add(right);

    public static LogSum operator -(LogSum left, LogSum right) => left.Subtract(right);

    public LogSum Add(LogSum other) => new((Value + other.Value) % Modulus);

    public LogSum Subtract(LogSum other) => new((Value - other.Value + Modulus) % Modulus);

    /// <summary>As it is stored: 32 bytes, the highest first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        var length = Value.GetByteCount(isUnsigned: true);
        Value.TryWriteBytes(bytes.AsSpan(Bytes - length), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }
}

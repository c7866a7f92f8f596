using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BlazorSessions.Domain.Secrets;

/// <summary>SHA-256 of an <see cref="OpaqueToken"/>, in base64url: 43 characters, safe to store and to compare.</summary>
public readonly record struct TokenHash(string Value)
{
    /// <summary>Characters of every hash.</summary>
    public const int Length = 43;

    private const int LongestOnStack = 256;

    internal static TokenHash Of(string token) => new(string.Create(Length, token, static (text, token) => Write(token, text)));

    /// <summary>Writes the hash of a token, without a trace on the heap.</summary>
    internal static void Write(string token, Span<char> text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(token.Length);
        var bytes = size <= LongestOnStack ? stackalloc byte[size] : new byte[size];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(token, bytes)], hash);
        Base64Url.EncodeToChars(hash, text);
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BlazorSessions.Domain.Secrets;

/// <summary>SHA-256 of an <see cref="OpaqueToken"/>, in base64url: 43 characters, safe to store and to compare.</summary>
public readonly record struct TokenHash(string Value)
{
    internal static TokenHash Of(string token) =>
        new(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
}

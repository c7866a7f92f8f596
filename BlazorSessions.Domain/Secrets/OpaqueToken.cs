using System.Buffers.Text;
using System.Security.Cryptography;

namespace BlazorSessions.Domain.Secrets;

/// <summary>
/// A bearer secret that says nothing: 256 random bits (ASVS 7.2.3 asks for 128), carried in a cookie.
/// Only its hash is ever stored, and it never prints itself.
/// </summary>
public sealed class OpaqueToken
{
    private const int Bytes = 32;

    private readonly string text;

    private OpaqueToken(string text) => this.text = text;

    /// <summary>Makes a fresh token from the system's random number generator.</summary>
    public static OpaqueToken Issue() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Reads what a cookie carried; null when it has not the form of a token.</summary>
    public static OpaqueToken? Parse(string? text) =>
        text is { Length: 43 } && Base64Url.IsValid(text, out var length) && length == Bytes ? new(text) : null;

    /// <summary>
    /// What is stored and looked up. A fast hash is right here: nobody can try 2^256 inputs,
    /// while a password, which a person chose, needs a slow one.
    /// </summary>
    public TokenHash Hash() => TokenHash.Of(text);

    /// <summary>Writes the value of <see cref="Hash"/>, for a lookup that keeps nothing of it.</summary>
    /// <param name="text">Takes <see cref="TokenHash.Length"/> characters.</param>
    public void WriteHash(Span<char> text) => TokenHash.Write(this.text, text);

    /// <summary>The text for the cookie. Called where cookies are written and nowhere else.</summary>
    public string Reveal() => text;

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => "OpaqueToken(hidden)";
}

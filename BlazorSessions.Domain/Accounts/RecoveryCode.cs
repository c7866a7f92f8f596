using System.Security.Cryptography;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Accounts;

/// <summary>
/// A way in without the password, and without another device: 24 characters of Crockford's base 32, 120 random bits
/// (ASVS 6.5.2 asks for 112 where a fast hash is stored). It never prints itself.
/// </summary>
public sealed class RecoveryCode
{
    private const int Length = 24;
    private const int GroupLength = 4;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly string text;

    private RecoveryCode(string text) => this.text = text;

    /// <summary>Makes a fresh code from the system's random number generator.</summary>
    public static RecoveryCode Issue() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>
    /// Reads what a person typed: in any case, with or without hyphens and spaces, and with the letters I, L and O that look
    /// like digits. Null when it has not the form of a code.
    /// </summary>
    public static RecoveryCode? Parse(string? typed)
    {
        if (typed is null or { Length: > 128 })
        {
            return null;
        }

        var read = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && !IsHyphen(c)).Select(char.ToUpperInvariant).Select(Unmistaken));
        return read.Length == Length && read.All(Alphabet.Contains) ? new(read) : null;
    }

    /// <summary>What is stored. A fast hash is right here: nobody can try 2^120 inputs.</summary>
    public TokenHash Hash() => TokenHash.Of(text);

    /// <summary>The code in groups of four, for the one page that shows it.</summary>
    public string Reveal() => string.Join('-', text.Chunk(GroupLength).Select(group => new string(group)));

    /// <summary>Says nothing of the code.</summary>
    public override string ToString() => "RecoveryCode(hidden)";

    // Also the longer ones that editors and phones put in the place of a hyphen.
    private static bool IsHyphen(char c) => c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212';

    private static char Unmistaken(char c) => c switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => c,
    };
}

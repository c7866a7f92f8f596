using BlazorSessions.Domain.Accounts;
using Zxcvbn.Matcher;

namespace BlazorSessions.App.Security;

/// <summary>What makes a password easy to guess.</summary>
public enum GuessedBy
{
    /// <summary>It is, or holds, a common password, word or name.</summary>
    Common,

    /// <summary>It is made of the person's or the product's own words.</summary>
    OwnWords,

    /// <summary>Repeats, sequences, dates, neighbours on the keyboard.</summary>
    Pattern,
}

/// <summary>How a password stands up to guessing, and what a guesser would begin with.</summary>
public sealed record PasswordEstimate(PasswordStrength Strength, GuessedBy GuessedBy);

/// <summary>
/// Estimates passwords with zxcvbn: its lists of leaked passwords, words and names, and the words of the person
/// (NIST SP 800-63B-4, 3.1.1.2).
/// </summary>
public sealed class PasswordMeter
{
    // The time it takes grows faster than the text; of a longer one the strongest part counts.
    private const int PartLength = 64;

    // zxcvbn reads halves of the characters beyond U+FFFF: it would see no repetition in eight equal ones.
    private const int PrivateUse = 0xE000;
    private const int PrivateUses = 0xF900 - PrivateUse;

    private static readonly string[] ProductsWords = ["blazorsessions", "blazor", "sessions", "session"];

    private static readonly Lazy<Zxcvbn.Zxcvbn> Dictionaries = new(() => new()); // read once: a fifth of a second

    /// <param name="password">In its normal form, 256 characters at the most.</param>
    /// <param name="ownWords">Words that the person's acquaintances would try.</param>
    public PasswordEstimate Estimate(string password, IEnumerable<string> ownWords)
    {
        List<string> forwards = [.. ProductsWords, .. ownWords.Select(Whole)];
        List<string> words = [.. forwards, .. forwards.Select(Backwards)];
        return Whole(password).Chunk(PartLength).Select(part => EstimatePart(new string(part), words)).MaxBy(part => part.Strength)
            ?? new(PasswordStrength.VeryWeak, GuessedBy.Pattern);
    }

    // Each character is one; which other one it shares its place with does not matter to an estimate.
    private static string Whole(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => (char)(rune.IsBmp ? rune.Value : PrivateUse + (rune.Value % PrivateUses))));

    private static string Backwards(string word) => string.Concat(word.Reverse());

    private static PasswordEstimate EstimatePart(string part, List<string> words)
    {
        Zxcvbn.Result result;
        try
        {
            result = Dictionaries.Value.EvaluatePassword(part, words);
        }
        catch (OverflowException)
        {
            // It has found a word of the list, and counts the ways to write that with digits for letters: there are 2³¹ or more.
            return new(PasswordStrength.VeryWeak, GuessedBy.OwnWords);
        }

        return new((PasswordStrength)result.Score, result.MatchSequence.MaxBy(match => match.Token.Length) switch
        {
            DictionaryMatch match when words.Contains(match.MatchedWord, StringComparer.OrdinalIgnoreCase) => GuessedBy.OwnWords,
            DictionaryMatch => GuessedBy.Common,
            _ => GuessedBy.Pattern,
        });
    }
}

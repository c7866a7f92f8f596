using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Features;

/// <summary>What is said of a password that somebody wants to have.</summary>
public static class NewPassword
{
    private const int WordsAtMost = 40; // an address may have a hundred dots

    private static readonly char[] NoPartOfAWord = ['.', '-', '_', '+', '@', ' ', '\''];

    /// <summary>Why it is refused, in words that help; null when it is good enough.</summary>
    public static string? Refusal(PasswordMeter meter, string? password, IReadOnlyList<string> ownWords)
    {
        PasswordEstimate? estimate = null;
        return PasswordRules.Check(password, text => (estimate = meter.Estimate(text, ownWords)).Strength) switch
        {
            PasswordFlaw.None => null,
            PasswordFlaw.TooShort => $"Use at least {PasswordRules.MinLength} characters. A few words in a row are easy to remember.",
            PasswordFlaw.TooLong => $"Use at most {PasswordRules.MaxLength} characters.",
            PasswordFlaw.NotText => "Use characters that you can type again.",
            _ => $"{Weakness(estimate!.GuessedBy)} Take a few words that have nothing to do with each other or with you.",
        };
    }

    /// <summary>What a guesser would begin with.</summary>
    public static string Weakness(GuessedBy guessedBy) => guessedBy switch
    {
        GuessedBy.OwnWords => "This is easy to guess from your name, your email address or the name of this site.",
        GuessedBy.Common => "This is too much like passwords and words that everybody tries first.",
        _ => "This follows a pattern that is soon guessed.",
    };

    /// <summary>The words of a person: names and address, whole and in parts, in the form in which a password is looked at.</summary>
    public static IReadOnlyList<string> OwnWords(string? firstName, string? lastName, string? email)
    {
        (firstName, lastName, email) = (Bounded(firstName), Bounded(lastName), Bounded(email));
        string[] given = [firstName, lastName, firstName + lastName, lastName + firstName, email, email.Split('@')[0]];
        return [.. given.SelectMany(text => (string[])[text, .. text.Split(NoPartOfAWord)])
            .Select(word => (PasswordRules.Normalise(word.Trim()) ?? "").ToLowerInvariant()).Where(word => word.Length is > 2 and <= EmailAddress.MaxLength).Distinct().Take(WordsAtMost)];
    }

    // What is longer is refused as a name or an address anyway, and not worth the work.
    private static string Bounded(string? text) => text is { Length: <= EmailAddress.MaxLength } ? text : "";
}

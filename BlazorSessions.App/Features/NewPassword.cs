using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Features;

/// <summary>What is said of a password that somebody wants to have.</summary>
public static class NewPassword
{
    private const int WordsAtMost = 40; // an address may have a hundred dots

    private static readonly char[] NoPartOfAWord = ['.', '-', '_', '+', '@', ' ', '\''];

    /// <summary>Why it is refused; null when it is good enough.</summary>
    public static Message? Refusal(PasswordMeter meter, string? password, IReadOnlyList<string> ownWords)
    {
        PasswordEstimate? estimate = null;
        return PasswordRules.Check(password, text => (estimate = meter.Estimate(text, ownWords)).Strength) switch
        {
            PasswordFlaw.None => null,
            PasswordFlaw.TooShort => new("NewPassword.TooShort", PasswordRules.MinLength),
            PasswordFlaw.TooLong => new("NewPassword.TooLong", PasswordRules.MaxLength),
            PasswordFlaw.NotText => new("NewPassword.NotText"),
            _ => Weakness(estimate!.GuessedBy),
        };
    }

    /// <summary>What a guesser would begin with.</summary>
    public static Message Weakness(GuessedBy guessedBy) => new($"NewPassword.{guessedBy}");

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

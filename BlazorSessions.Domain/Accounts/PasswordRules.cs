namespace BlazorSessions.Domain.Accounts;

/// <summary>What a new password breaks.</summary>
public enum PasswordFlaw
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Fewer than <see cref="PasswordRules.MinLength"/> characters.</summary>
    TooShort,

    /// <summary>More than <see cref="PasswordRules.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>Something in it is no character, so no keyboard would give it again.</summary>
    NotText,

    /// <summary>It is a common one, or made of the person's or the product's own words.</summary>
    Guessable,
}

/// <summary>What a new password must satisfy: a length and no easy guess, and no composition rules (NIST SP 800-63B-4, 3.1.1.2; ASVS 6.2.1, 6.2.4, 6.2.5).</summary>
public static class PasswordRules
{
    /// <summary>Unicode characters at the least.</summary>
    public const int MinLength = 8;

    /// <summary>Unicode characters at the most; longer input is refused before it is hashed, never cut.</summary>
    public const int MaxLength = 256;

    /// <summary>What is refused is weaker than this.</summary>
    public const PasswordStrength MinStrength = PasswordStrength.Fair;

    /// <summary>What a new password breaks.</summary>
    /// <param name="password">What was typed.</param>
    /// <param name="strengthOf">Estimates it; asked last, since it costs some milliseconds.</param>
    public static PasswordFlaw Check(string? password, Func<string, PasswordStrength> strengthOf)
    {
        ArgumentNullException.ThrowIfNull(strengthOf);
        return PlainText.CountRunes(password ?? "") switch
        {
            > MaxLength => PasswordFlaw.TooLong,
            < MinLength => PasswordFlaw.TooShort,
            _ when Normalise(password) is null => PasswordFlaw.NotText,
            _ when strengthOf(Normalise(password)!) < MinStrength => PasswordFlaw.Guessable,
            _ => PasswordFlaw.None,
        };
    }

    /// <summary>
    /// The form in which a password is hashed: NFC, so that the same letters typed on another keyboard are the same
    /// password. Null for what no accepted password can be, which is not worth a hash.
    /// </summary>
    public static string? Normalise(string? password) =>
        PlainText.CountRunes(password ?? "") is > 0 and <= MaxLength ? PlainText.Normalise(password!) : null;
}

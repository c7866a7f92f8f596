namespace BlazorSessions.Domain.Accounts;

/// <summary>How long a password would hold against somebody who guesses well (zxcvbn's scores, Wheeler, USENIX Security 2016).</summary>
public enum PasswordStrength
{
    /// <summary>Among the first that anybody tries.</summary>
    VeryWeak,

    /// <summary>Soon guessed.</summary>
    Weak,

    /// <summary>Holds against guessing at the sign-in page.</summary>
    Fair,

    /// <summary>Holds well.</summary>
    Good,

    /// <summary>Holds even where its hash was stolen.</summary>
    Strong,
}

using System.Globalization;

namespace BlazorSessions.Domain.Accounts;

/// <summary>An e-mail address, trimmed and in lower case: two spellings of one address are one account.</summary>
public sealed record EmailAddress
{
    /// <summary>Characters at the most (RFC 5321, 4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    /// <summary>The normalised address.</summary>
    public string Value { get; }

    /// <summary>
    /// Reads what a person typed; null when it cannot be an address. Whether somebody reads the mail there, only a mail
    /// can tell, so the form is all that is asked.
    /// </summary>
    public static EmailAddress? Parse(string? typed)
    {
        var text = PlainText.Normalise(typed?.Trim() ?? "")?.ToLowerInvariant(); // first, since it may become longer
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || !PlainText.IsWellFormed(text))
        {
            return null;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var isAddress = at > 0 && at < text.Length - 1
            && text.IndexOf('@', at + 1) < 0
            && !text.Any(c => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '<' or '>' or '"' or ',' or ';')
            && !text[(at + 1)..].StartsWith('.') && !text.EndsWith('.');
        return isAddress ? FromNormalised(text) : null;
    }

    /// <summary>Takes an address that was normalised before it was stored.</summary>
    public static EmailAddress FromNormalised(string stored) => new(stored);

    /// <summary>The normalised address.</summary>
    public override string ToString() => Value;
}

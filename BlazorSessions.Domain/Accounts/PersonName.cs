namespace BlazorSessions.Domain.Accounts;

/// <summary>What a first or last name may be: any letters of any script, shown as text everywhere.</summary>
public static class PersonName
{
    /// <summary>UTF-16 units at the most.</summary>
    public const int MaxLength = 100;

    /// <summary>Reads what a person typed, trimmed; null when it is empty, too long, or holds control characters.</summary>
    public static string? Parse(string? typed)
    {
        var text = PlainText.Normalise(typed?.Trim() ?? ""); // first, since it may become longer
        return string.IsNullOrEmpty(text) || text.Length > MaxLength || !PlainText.IsWellFormed(text) ? null : text;
    }
}

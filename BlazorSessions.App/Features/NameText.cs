using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Features;

/// <summary>What is said of a name that cannot be one.</summary>
internal static class NameText
{
    public static void Check(Dictionary<string, string> errors, string field, string? value, string words)
    {
        if (PersonName.Parse(value) is null)
        {
            errors[field] = string.IsNullOrWhiteSpace(value)
                ? $"Enter your {words}."
                : $"Use at most {PersonName.MaxLength} letters, and no control characters.";
        }
    }
}

using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Features;

/// <summary>What is said of a name that cannot be one.</summary>
internal static class NameText
{
    public static void Check(Dictionary<string, Message> errors, string field, string? value, string missing)
    {
        if (PersonName.Parse(value) is null)
        {
            errors[field] = string.IsNullOrWhiteSpace(value)
                ? new(missing)
                : new("PersonName.Unfit", PersonName.MaxLength);
        }
    }
}

using System.Text.Json;

namespace BlazorSessions.App.Security;

/// <summary>Outcomes of the security log are words in lower case with hyphens, also those that are names in the code.</summary>
internal static class OutcomeText
{
    public static string Of<T>(T name)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName($"{name}");
}

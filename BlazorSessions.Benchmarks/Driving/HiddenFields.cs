using System.Net;
using System.Text.RegularExpressions;

namespace BlazorSessions.Benchmarks.Driving;

/// <summary>What a browser sends with a form and nobody types: the antiforgery value, and which form it is.</summary>
internal static partial class HiddenFields
{
    /// <summary>Those of a page; where it has several forms, the first value of each name, which is the same in all of them.</summary>
    public static IReadOnlyDictionary<string, string> Of(string page) => Field().Matches(page)
        .DistinctBy(field => field.Groups["name"].Value)
        .ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value));

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Field();
}

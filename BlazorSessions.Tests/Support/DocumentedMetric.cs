using System.Text.RegularExpressions;

namespace BlazorSessions.Tests.Support;

/// <summary>One row of the README's table of metrics.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Attributes">The names of its attributes, and every value that they may have.</param>
public sealed partial record DocumentedMetric(string Name, string Unit, IReadOnlySet<string> Attributes)
{
    public static IReadOnlyList<DocumentedMetric> ReadAll() =>
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(row => new DocumentedMetric(
            row.Groups[1].Value,
            row.Groups[2].Value,
            Code().Matches(row.Groups[3].Value).Select(word => word.Groups[1].Value).ToHashSet())),
    ];

    [GeneratedRegex(@"^\| `(blazorsessions\.[a-z.]+)` \| `([^`]+)` \|([^|]*)\| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}

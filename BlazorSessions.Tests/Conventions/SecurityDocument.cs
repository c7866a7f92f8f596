using System.Text.RegularExpressions;

namespace BlazorSessions.Tests.Conventions;

/// <summary>SECURITY.md says what is there: its files, its abuse cases with their tests, and every requirement of ASVS 5.0 that applies.</summary>
public sealed partial class SecurityDocument
{
    private const string Requirements =
        """
        2.1.1 2.1.3 2.2.1 2.2.2 2.2.3 2.3.1 2.3.2 2.3.3 2.3.4 2.4.1
        3.1.1 3.2.1 3.2.2 3.2.3 3.3.1 3.3.2 3.3.3 3.3.4 3.3.5 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 3.4.7 3.4.8 3.5.1 3.5.3 3.5.6 3.5.7
        3.5.8 3.6.1 3.7.2 3.7.5
        6.1.1 6.1.2 6.1.3 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12 6.3.1 6.3.2 6.3.3 6.3.4 6.3.5 6.3.7
        6.3.8 6.4.1 6.4.2 6.4.3 6.4.4 6.4.6 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5 6.5.6 6.6.2 6.6.3 6.6.4
        7.1.1 7.1.2 7.2.1 7.2.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.5.3 7.6.2
        8.1.1 8.1.3 8.2.1 8.2.2 8.2.3 8.3.1 8.3.2 8.3.3
        11.1.1 11.1.2 11.2.1 11.2.2 11.2.3 11.2.4 11.2.5 11.3.2 11.3.3 11.4.1 11.4.2 11.5.1 11.5.2
        12.2.1
        13.1.1 13.1.2 13.1.3 13.2.3 13.3.1 13.4.1 13.4.2 13.4.3 13.4.4 13.4.5 13.4.6
        14.1.1 14.2.1 14.2.2 14.2.4 14.2.6 14.2.7 14.3.1 14.3.2 14.3.3
        15.1.2 15.1.3 15.2.2 15.2.3 15.3.1 15.3.3 15.3.4 15.3.7 15.4.1 15.4.2 15.4.3
        16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 16.4.2 16.5.1 16.5.2 16.5.3 16.5.4
        """;

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"));

    private static readonly List<(string Path, string Text)> Sources =
        [.. new[] { "BlazorSessions.Domain", "BlazorSessions.App", "BlazorSessions.Tests" }.SelectMany(Repository.Sources)];

    [Fact]
    public void Every_file_that_it_names_is_there()
    {
        var missing = FileName().Matches(Text).Select(match => match.Groups[1].Value).Distinct()
            .Where(name => !File.Exists(Path.Combine(Repository.Root, name)) && Find(name) is null).ToList();

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Every_test_that_it_names_for_an_abuse_case_carries_the_id_of_that_case()
    {
        var rows = AbuseRow().Matches(Text).ToList();
        var wrong = rows
            .SelectMany(row => FileName().Matches(row.Groups[2].Value).Select(file => (Case: row.Groups[1].Value, File: file.Groups[1].Value)))
            .Where(named => Find(named.File)?.Contains($"[Trait(\"abuse\", \"{named.Case}\")]", StringComparison.Ordinal) != true).ToList();

        Assert.Equal(Enumerable.Range(1, 40).Select(number => $"A{number:00}"), rows.Select(row => row.Groups[1].Value));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void It_has_a_row_for_each_requirement_that_applies_and_for_no_other() =>
        Assert.Equal(
            Requirements.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
            RequirementRow().Matches(Text).Select(match => match.Groups[1].Value));

    [Fact]
    public void Every_paragraph_that_it_refers_to_is_one_of_its_own()
    {
        var headings = Heading().Matches(Text).Select(match => match.Groups[1].Value).ToList();

        Assert.All(
            Text.Split('\n').Where(line => line.Contains("paragraph", StringComparison.Ordinal)).SelectMany(line => Emphasis().Matches(line)),
            match => Assert.Contains(match.Groups[1].Value, headings));
    }

    private static string? Find(string name) =>
        Sources.FirstOrDefault(source => source.Path.EndsWith("/" + name, StringComparison.Ordinal)).Text;

    [GeneratedRegex(@"`([A-Za-z./]+\.(?:cs|razor|template|props|yaml))`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\| (A\d\d) \|.*\|([^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex AbuseRow();

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| \S", RegexOptions.Multiline)]
    private static partial Regex RequirementRow();

    [GeneratedRegex(@"^##+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!\*)\*([^*]+)\*(?!\*)")]
    private static partial Regex Emphasis();
}

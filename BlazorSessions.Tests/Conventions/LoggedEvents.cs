using System.Text.RegularExpressions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Conventions;

/// <summary>The README lists every event of the security log (ASVS 16.1.1).</summary>
public sealed partial class LoggedEvents
{
    // Written under another name than the domain's.
    private static readonly SessionEventKind[] Renamed = [SessionEventKind.Opened, SessionEventKind.Ended];

    [Fact]
    public void Every_event_that_is_written_is_in_the_README_and_no_other()
    {
        var written = Repository.Sources("BlazorSessions.App").SelectMany(s => Written().Matches(s.Text)).Select(m => m.Groups[1].Value);
        var committed = Committed().Matches(Repository.Sources("BlazorSessions.App/Sessions").Single(s => s.Path.EndsWith("/CommittedLines.cs", StringComparison.Ordinal)).Text)
            .Select(m => m.Groups[1].Value);
        var asTheDomainCallsThem = Enum.GetValues<SessionEventKind>().Except(Renamed).Select(kind => $"{kind}");
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var section = readme[readme.IndexOf("## What is logged", StringComparison.Ordinal)..readme.IndexOf("## Measured", StringComparison.Ordinal)];
        var documented = Row().Matches(section).SelectMany(row => Name().Matches(row.Groups[1].Value)).Select(m => m.Groups[1].Value);

        Assert.Equal(
            written.Concat(committed).Concat(asTheDomainCallsThem).Distinct().Order(StringComparer.Ordinal),
            documented.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("(?:\\.Note|\\.Warn)\\(\\s*\"([A-Z][A-Za-z]+)\"")]
    private static partial Regex Written();

    [GeneratedRegex("\"([A-Z][a-z]+[A-Z][A-Za-z]+)\"")]
    private static partial Regex Committed();

    [GeneratedRegex(@"^\| (`[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Name();
}

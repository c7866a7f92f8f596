using System.Text.RegularExpressions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Conventions;

/// <summary>What holds the architecture together, checked on the sources.</summary>
public sealed partial class Houserules
{
    private const int LongestFile = 300;

    private static readonly string[] Projects = ["BlazorSessions.Domain", "BlazorSessions.App", "BlazorSessions.Benchmarks", "BlazorSessions.Tests"];
    private static readonly string[] Rooms = ["Chain", "Sessions", "Live", "Data", "Security", "Settings", "Telemetry"];

    [Fact]
    public void The_domain_refers_to_nothing_but_the_base_library() =>
        Assert.All(
            typeof(SessionPolicy).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void The_rooms_below_know_no_page()
    {
        var sources = Rooms.SelectMany(room => Repository.Sources($"BlazorSessions.App/{room}")).ToList();

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, s => s.Text.Contains("App.Features", StringComparison.Ordinal) || s.Text.Contains("App.Layout", StringComparison.Ordinal));
    }

    [Fact]
    public void The_limit_is_read_in_the_policy_and_shown_in_a_text_and_nowhere_else() =>
        Assert.Equal(
            [
                "BlazorSessions.App/Commands/UserCommands.cs", // what the operator is told
                "BlazorSessions.App/Commands/UserQueries.cs",
                "BlazorSessions.App/Sessions/SessionRegistry.Finding.cs", // for the waiting page, "Already 2 sessions active"
                "BlazorSessions.App/Settings/SessionSettings.cs",
                "BlazorSessions.Domain/Sessions/SessionPolicy.cs",
                "BlazorSessions.Domain/Sessions/UserSessions.cs", // hands the number to that text
            ],
            FilesWith("MaxConcurrent"));

    [Fact]
    public void A_secret_is_revealed_where_it_is_written_shown_or_protected_and_nowhere_else() =>
        Assert.Equal(
            [
                "BlazorSessions.App/Commands/UserCommands.cs", // the link that the operator hands over
                "BlazorSessions.App/Features/Approval/WaitingPage.razor", // the code, on the page of the device that asks
                "BlazorSessions.App/Features/Recovery/RecoveryCodesOnce.razor", // the one time that they are shown
                "BlazorSessions.App/Security/ApprovalCodeProtector.cs",
                "BlazorSessions.App/Sessions/OpaqueCookie.cs",
                "BlazorSessions.App/Sessions/RecoveryCodesCookie.cs",
                "BlazorSessions.Domain/Accounts/RecoveryCode.cs",
                "BlazorSessions.Domain/Approvals/ApprovalCode.cs",
                "BlazorSessions.Domain/Secrets/OpaqueToken.cs",
            ],
            FilesWith("Reveal()"));

    [Fact]
    public void Secrets_do_not_print()
    {
        Assert.Equal("OpaqueToken(hidden)", $"{OpaqueToken.Issue()}");
        Assert.Equal("ApprovalCode(hidden)", $"{ApprovalCode.Issue()}");
        Assert.Equal("RecoveryCode(hidden)", $"{RecoveryCode.Issue()}");
    }

    [Fact]
    public void Every_setting_that_is_read_is_in_the_README_and_no_other()
    {
        var read = Repository.Sources("BlazorSessions.App/Settings").SelectMany(s => SettingKey().Matches(s.Text)).Select(m => m.Groups[1].Value);
        var documented = SettingRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(m => m.Groups[1].Value);

        Assert.Equal(read.Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_that_the_README_names_is_there()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var table = readme[readme.IndexOf("## Where is", StringComparison.Ordinal)..readme.IndexOf("## Decisions", StringComparison.Ordinal)];
        var all = Projects.SelectMany(Repository.Sources).Select(s => s.Path).ToList();

        Assert.All(
            FileName().Matches(table).Select(m => m.Groups[1].Value),
            name => Assert.Contains(all, path => path.EndsWith("/" + name, StringComparison.Ordinal) || path.EndsWith("." + name, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines() =>
        Assert.DoesNotContain(
            Projects.SelectMany(Repository.Sources),
            s => s.Text.Count(c => c == '\n') > LongestFile);

    private static IEnumerable<string> FilesWith(string text) =>
        Repository.Sources("BlazorSessions.App").Concat(Repository.Sources("BlazorSessions.Domain"))
            .Where(s => s.Text.Contains(text, StringComparison.Ordinal)).Select(s => s.Path).Order(StringComparer.Ordinal);

    [GeneratedRegex("\"((?:Database|ConnectionStrings|Keys|Sessions|Approvals|Log|PasswordHashing|RateLimits|Lockout|ReverseProxy|Security):[A-Za-z]+)\"")]
    private static partial Regex SettingKey();

    [GeneratedRegex(@"^\| `([A-Za-z]+:[A-Za-z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"`([A-Za-z/]+\.(?:cs|razor))`")]
    private static partial Regex FileName();
}

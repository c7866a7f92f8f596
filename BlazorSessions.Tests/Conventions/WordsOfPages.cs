using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlazorSessions.App.Features;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Security;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Conventions;

/// <summary>What pages say is in the file of words, all of it and nothing else, and each text is used.</summary>
public sealed partial class WordsOfPages
{
    // Keys that are made of a group and the name of a value.
    private static readonly Dictionary<string, string[]> Made = new()
    {
        ["Details.Why"] = Enum.GetNames<SessionEndReason>(),
        ["Kind"] = [.. Enum.GetNames<DeviceKind>().Except([nameof(DeviceKind.Unknown)])],
        ["Log.Filter"] = Enum.GetNames<LogFilter>(),
        ["NewPassword"] = Enum.GetNames<GuessedBy>(),
        ["Notice"] = Enum.GetNames<NoticeKind>(),
        ["Outcome"] = [.. Enum.GetNames<ApprovalStatus>().Except([nameof(ApprovalStatus.Pending), nameof(ApprovalStatus.Orphaned)])],
        ["Over"] = [nameof(ApprovalStatus.Denied), nameof(ApprovalStatus.Expired), nameof(ApprovalStatus.Exhausted), nameof(ApprovalStatus.Orphaned)],
        ["Saved"] = Enum.GetNames<Saved>(),
        ["Status"] = Enum.GetNames<SessionStatus>(),
    };

    // A page that is named as a whole has these.
    private static readonly string[] MessageParts = ["Title", "Text", "Link"];

    private static readonly List<(string Path, string Text)> Sources = [.. Repository.Sources("BlazorSessions.App")];
    private static readonly HashSet<string> Literals = [.. Sources.SelectMany(s => Literal().Matches(s.Text)).Select(m => m.Groups[1].Value)];
    private static readonly HashSet<string> Keys = [.. XDocument.Load(Path.Combine(Repository.Root, "BlazorSessions.App", "Words.resx"))
        .Root!.Elements("data").Select(data => data.Attribute("name")!.Value)];
    private static readonly HashSet<string> Groups = [.. Keys.Select(GroupOf)];

    [Fact]
    public void Every_key_that_is_used_is_there()
    {
        var asked = Sources.SelectMany(s => Asked().Matches(s.Text)).Select(m => m.Groups[1].Value);
        var named = Literals.Where(text => Key().IsMatch(text) && Groups.Contains(GroupOf(text)));

        Assert.Empty(asked.Concat(named).Concat(MadeKeys).Except(Keys));
    }

    [Fact]
    public void Every_key_that_is_there_is_used() =>
        Assert.Empty(Keys.Except(Literals).Except(MadeKeys).Except(Literals.SelectMany(name => MessageParts.Select(part => $"{name}.{part}"))));

    [Fact]
    public void Every_group_that_keys_are_made_of_is_known_here() =>
        Assert.Equal(Made.Keys.Order(), Sources.SelectMany(s => MadeKey().Matches(s.Text)).Select(m => m.Groups[1].Value).Distinct().Order());

    [Fact]
    public void No_page_has_a_text_of_its_own()
    {
        var texts = Sources.Where(source => source.Path.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(source => RazorTexts.Of(source.Text), (source, text) => $"{source.Path}: {text}");

        Assert.False(texts.Any(), string.Join(Environment.NewLine, texts));
    }

    [Fact]
    public void No_script_has_a_text_of_its_own() =>
        Assert.DoesNotContain(Sources, s => s.Path.EndsWith(".js", StringComparison.Ordinal) && ShownByScript().IsMatch(s.Text));

    private static IEnumerable<string> MadeKeys => Made.SelectMany(group => group.Value.Select(name => $"{group.Key}.{name}"));

    private static string GroupOf(string key) => key.Split('.')[0];

    [GeneratedRegex("\"([A-Za-z.]+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("^[A-Z][A-Za-z]*\\.[A-Z][A-Za-z]*$")]
    private static partial Regex Key();

    [GeneratedRegex("(?:[Ww]ords\\[|<Sentence Key=)\"([^\"@]+)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("\\$\"([A-Z][A-Za-z.]*)\\.\\{")]
    private static partial Regex MadeKey();

    [GeneratedRegex("(textContent|innerText|innerHTML|title|ariaLabel)\\s*=[^;]*['\"`][^'\"`]*[A-Za-z]{2}|\\balert\\(")]
    private static partial Regex ShownByScript();
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorSessions.App.Features.PolicyReports;

/// <summary>What a browser did not load or run, and by which directive. Nothing else of what it sends is read.</summary>
internal sealed partial record PolicyReport(string Directive, string Blocked)
{
    private const string Unknown = "unknown";

    private static readonly string[] WebSchemes = ["http", "https", "ws", "wss"];

    /// <summary>Reads both forms: that of <c>report-uri</c>, and that of <c>report-to</c>, of which some send one and some a list.</summary>
    /// <returns>Null when it is neither.</returns>
    public static IReadOnlyList<PolicyReport>? Parse(JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.Array => [.. sent.EnumerateArray().Select(ParseOne).OfType<PolicyReport>()],
        JsonValueKind.Object when ParseOne(sent) is { } one => [one],
        _ => null,
    };

    public override string ToString() => $"{Directive} {Blocked}";

    private static PolicyReport? ParseOne(JsonElement sent) =>
        sent.ValueKind != JsonValueKind.Object ? null
        : Part(sent, "csp-report") is { } old ? Of(Text(old, "effective-directive") ?? Text(old, "violated-directive"), Text(old, "blocked-uri"))
        : Text(sent, "type") == "csp-violation" && Part(sent, "body") is { } body ? Of(Text(body, "effectiveDirective"), Text(body, "blockedURL"))
        : null;

    private static JsonElement? Part(JsonElement of, string name) =>
        of.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static PolicyReport Of(string? directive, string? blocked) =>
        new(Keyword().Match(directive ?? "") is { Success: true } name ? name.Value : Unknown, Place(blocked));

    // A query may hold what nobody else is to read. A browser writes a host in ASCII.
    private static string Place(string? blocked) =>
        blocked is null ? Unknown
        : Uri.TryCreate(blocked, UriKind.Absolute, out var url)
            ? !WebSchemes.Contains(url.Scheme) ? url.Scheme : Ascii.IsValid(url.Host) ? url.Host + url.AbsolutePath : Unknown
        : Keyword().Match(blocked) is { Success: true } name && name.Length == blocked.Length ? blocked
        : Unknown;

    // Older browsers send a directive with its values.
    [GeneratedRegex("^[a-z-]{1,40}(?![^ ])", RegexOptions.CultureInvariant)]
    private static partial Regex Keyword();
}

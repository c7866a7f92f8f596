using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorSessions.App.Features.PolicyReports;

/// <summary>What a browser did not load or run, and by which directive. Nothing else of what it sends is read.</summary>
internal sealed partial record PolicyReport(string Directive, string Blocked)
{
    private const string Unknown = "unknown";

    private static readonly string[] WebSchemes = ["http", "https", "ws", "wss"];

    /// <summary>Reads both forms: one report in an object (<c>report-uri</c>), or several in a list (<c>report-to</c>).</summary>
    /// <returns>Null when it is neither.</returns>
    public static IReadOnlyList<PolicyReport>? Parse(JsonElement sent) => sent.ValueKind switch
    {
        JsonValueKind.Object when Part(sent, "csp-report") is { } one =>
            [Of(Text(one, "effective-directive") ?? Text(one, "violated-directive"), Text(one, "blocked-uri"))],
        JsonValueKind.Array =>
            [.. sent.EnumerateArray()
                .Where(one => one.ValueKind == JsonValueKind.Object && Text(one, "type") == "csp-violation")
                .Select(one => Part(one, "body")).OfType<JsonElement>()
                .Select(body => Of(Text(body, "effectiveDirective"), Text(body, "blockedURL")))],
        _ => null,
    };

    public override string ToString() => $"{Directive} {Blocked}";

    private static JsonElement? Part(JsonElement of, string name) =>
        of.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static PolicyReport Of(string? directive, string? blocked) =>
        new(Keyword().Match(directive ?? "") is { Success: true } name ? name.Value : Unknown, Place(blocked));

    // A query may hold what nobody else is to read.
    private static string Place(string? blocked) =>
        blocked is null ? Unknown
        : Uri.TryCreate(blocked, UriKind.Absolute, out var url) ? WebSchemes.Contains(url.Scheme) ? url.IdnHost + url.AbsolutePath : url.Scheme
        : Keyword().Match(blocked) is { Success: true } name && name.Length == blocked.Length ? blocked
        : Unknown;

    // Older browsers send a directive with its values.
    [GeneratedRegex("^[a-z-]{1,40}(?![^ ])", RegexOptions.CultureInvariant)]
    private static partial Regex Keyword();
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlazorSessions.Tests.Support;

/// <summary>What a page carries for its circuit: a sealed marker for each live part, and the sealed state of all of them.</summary>
/// <param name="Markers">The markers, as JSON, in the order of the page.</param>
/// <param name="State">The state.</param>
public sealed partial record CircuitPage(IReadOnlyList<string> Markers, string State)
{
    /// <summary>Reads the comments of a page.</summary>
    public static CircuitPage Read(string html) => new(
        [.. Marker().Matches(html).Select(m => m.Groups[1].Value)],
        ServerState().Match(html).Groups[1].Value);

    /// <summary>The order to render all of them, as the browser gives it.</summary>
    /// <param name="batch">Which order it is, counted from one.</param>
    public string Operations(int batch) => new JsonObject
    {
        ["batchId"] = batch,
        ["operations"] = new JsonArray([.. Markers.Select((marker, i) => new JsonObject
        {
            ["type"] = "add",
            ["ssrComponentId"] = (1000 * batch) + i,
            ["marker"] = JsonNode.Parse(marker),
        })]),
    }.ToJsonString();

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex ServerState();
}

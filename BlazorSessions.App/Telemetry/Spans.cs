using System.Diagnostics;

namespace BlazorSessions.App.Telemetry;

/// <summary>The parts of a request that a trace tells apart: what it waits for longest. They carry a name and a time, and nothing of anybody.</summary>
internal static class Spans
{
    public const string Source = "BlazorSessions";

    private static readonly ActivitySource Parts = new(Source);

    /// <returns>Null when nobody looks.</returns>
    public static Activity? Start(string name) => Parts.StartActivity(name);
}

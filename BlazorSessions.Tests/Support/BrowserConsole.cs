using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>What one browser complains of, from its first page on.</summary>
public sealed class BrowserConsole
{
    // What the browser says when a request fails, or is answered with an error: tests that do this to it look at the page.
    private static readonly string[] NetworkFailures =
    [
        "Failed to load resource:", "Failed to fetch", // of any kind, and with any status
        "WebSocket connection to", "WebSocket closed with status code", "WebSocket failed to connect.",
        "Connection disconnected with error", "Failed to start the connection", "Failed to complete negotiation with the server",
        "WebSocket is not in the OPEN state", "Failed to deliver completion notification", // Firefox, of a page that it leaves
        "Unable to connect, please ensure WebSockets are available", // the framework, of a page that is left while it connects
        "Failed to start the circuit.", "Circuit host not initialized.",
    ];

    private readonly ConcurrentQueue<string> complaints = new();

    public BrowserConsole(IBrowserContext context)
    {
        context.Console += (_, message) => Hear(message);
        context.WebError += (_, error) => complaints.Enqueue(error.Error);
    }

    /// <summary>
    /// What the browser's console complained of, on any page. Not that a page heard a no when it asked whether its session still
    /// is: for that it asks. Nor what the framework says to a page that left while it went live, when its goodbye overtakes its
    /// last word: a circuit that really fails says something else, and so does the server's log.
    /// </summary>
    public IEnumerable<string> Complaints => complaints;

    /// <summary>Those of them that no test may cause unless it looks for them: all but failures of the network, and each violation of the policy.</summary>
    public IEnumerable<string> Faults => complaints.Where(c => !NetworkFailures.Concat(Expected).Any(known => c.Contains(known, StringComparison.Ordinal)));

    /// <summary>What the test does on purpose, by a text that the complaint contains.</summary>
    public ICollection<string> Expected { get; } = [];

    private void Hear(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning"
            && !message.Location.Contains("/api/session", StringComparison.Ordinal)
            && !message.Text.Contains("Circuit has been shut down due to error.", StringComparison.Ordinal))
        {
            complaints.Enqueue(message.Text);
        }
    }
}

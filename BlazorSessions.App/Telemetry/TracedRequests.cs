using System.Diagnostics;
using BlazorSessions.App.Sessions;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace BlazorSessions.App.Telemetry;

/// <summary>
/// Which requests have a trace, and what it does not hold. A request is named by its route: its path and its query are what
/// somebody typed or was sent, and a query may hold a secret.
/// </summary>
internal static class TracedRequests
{
    private static readonly string[] LeftOut = ["url.path", "url.query", "url.full", "user_agent.original", "client.address"];

    /// <summary>Requests, and neither the parts of a page nor what goes over its socket, each of which would be a trace of its own.</summary>
    public static void Choose(AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = context => IsTraced(context.Request.Path);
        options.EnrichWithHttpRequest = (span, _) => LeaveOut(span);
        options.EnableRazorComponentsSupport = false;
        options.EnableAspNetCoreSignalRSupport = false;
    }

    // Not a monitor's, which come all the time; not files, and not sockets, which stay open for hours.
    private static bool IsTraced(PathString path) =>
        !path.StartsWithSegments("/health") && !path.StartsWithSegments(CircuitGate.Path) && !Path.HasExtension(path.Value);

    private static void LeaveOut(Activity span)
    {
        foreach (var attribute in LeftOut)
        {
            span.SetTag(attribute, null);
        }
    }
}

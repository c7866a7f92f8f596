using Microsoft.AspNetCore.Http.Features;

namespace BlazorSessions.App.Security;

internal static class MethodGate
{
    private static readonly string[] Served = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

    /// <summary>Refuses every other method, TRACE among them (ASVS 13.4.4), before anything looks at the request.</summary>
    public static void UseMethodGate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Served.Contains(context.Request.Method) || OpensWebSocket(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = string.Join(", ", Served);
        return Task.CompletedTask;
    });

    // Over HTTP/2 by CONNECT (RFC 8441).
    private static bool OpensWebSocket(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}

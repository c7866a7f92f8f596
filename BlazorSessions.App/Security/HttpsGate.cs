using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Security;

internal static class HttpsGate
{
    // A load balancer asks a node by its address; the rest is what the page of the refusal shows.
    private static readonly string[] Open = ["/health/live", "/health/ready", "/app.css", "/favicon.svg"];

    /// <summary>Refuses whatever comes over plain HTTP from another machine: a cookie or a password would be there for all to read.</summary>
    public static void UseHttpsGate(this IApplicationBuilder app, SecuritySettings settings, RequestDelegate refuse)
    {
        if (!settings.AllowPlainHttp)
        {
            app.Use((context, next) => MayPass(context.Request) ? next(context) : refuse(context));
        }
    }

    private static bool MayPass(HttpRequest request) =>
        request.IsHttps || ThisMachine.Is(request.Host) || (HttpMethods.IsGet(request.Method) && Open.Contains(request.Path.Value));
}

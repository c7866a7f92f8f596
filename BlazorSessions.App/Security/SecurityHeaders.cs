using Microsoft.AspNetCore.StaticAssets;

namespace BlazorSessions.App.Security;

/// <summary>
/// What every response tells the browser to be careful with (ASVS 3.4). Short where it is said often: a static file says the
/// three that concern a file, a page all of them.
/// </summary>
internal static class SecurityHeaders
{
    private const string TwoYearsEverywhere = "max-age=63072000; includeSubDomains";

    // What the product has no use for. Browsers complain of names that they do not know, so only those that all of them have.
    private const string Permissions =
        "camera=(), display-capture=(), fullscreen=(), geolocation=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=()";

    /// <summary>Writes them when the response begins: an error page has lost by then what was set before it.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.ContentSecurityPolicy = isPage ? ContentPolicy.PageOf(context) : ContentPolicy.NoPage;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps && !ThisMachine.Is(context.Request.Host))
        {
            headers.StrictTransportSecurity = TwoYearsEverywhere;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            WriteNoFile(headers);
        }
        else
        {
            headers.LastModified = default; // its ETag is enough, and when it was built concerns nobody
        }

        if (isPage)
        {
            WritePage(headers, context.Request.IsHttps);
        }
    }

    private static void WriteNoFile(IHeaderDictionary headers)
    {
        headers.TryAdd("Referrer-Policy", "same-origin"); // with no-referrer, a form would come with the Origin null
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = "no-store";
        }
    }

    private static void WritePage(IHeaderDictionary headers, bool isHttps)
    {
        headers.XFrameOptions = "DENY"; // what frame-ancestors says, for whoever looks for this one
        headers["Permissions-Policy"] = Permissions;
        if (isHttps)
        {
            headers["Reporting-Endpoints"] = ContentPolicy.ReportingEndpoints;
        }
    }
}

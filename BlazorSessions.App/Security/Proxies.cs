using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace BlazorSessions.App.Security;

internal static class Proxies
{
    /// <summary>Believes X-Forwarded-For and X-Forwarded-Proto from the configured proxies alone, through as many of them as stand in a row.</summary>
    public static void UseKnownProxies(this IApplicationBuilder app, ReverseProxySettings settings)
    {
        if (settings.IsEmpty)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.Proxies)
        {
            options.KnownProxies.Add(proxy);
        }

        foreach (var network in settings.Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);

        // A proxy that hands on what its client wrote names anything at all, and addresses are made of the scheme.
        app.Use((context, next) =>
        {
            context.Request.Scheme = context.Request.IsHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            return next(context);
        });
    }
}

using BlazorSessions.Domain.Devices;

namespace BlazorSessions.App.Sessions;

/// <summary>What a browser tells beside its user agent: client hints, and a cookie by which page.js tells an iPad from a Mac.</summary>
internal static class RequestHints
{
    public static ClientHints Read(HttpRequest request) => new(
        request.Headers["Sec-CH-UA"],
        request.Headers["Sec-CH-UA-Platform"],
        request.Headers["Sec-CH-UA-Platform-Version"],
        request.Headers["Sec-CH-UA-Model"],
        isTouched: request.Cookies[HostCookie.NameIn(request, "touch")] == "1");

    /// <summary>Asks for the hints that are sent only when asked for. No page varies by them, so there is no Vary.</summary>
    public static void AskFor(HttpContext context) =>
        context.Response.Headers["Accept-CH"] = "Sec-CH-UA-Platform-Version, Sec-CH-UA-Model";
}

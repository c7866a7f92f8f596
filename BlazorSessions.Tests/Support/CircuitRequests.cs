using System.Security.Cryptography;

namespace BlazorSessions.Tests.Support;

/// <summary>The plain requests by which a circuit begins, as anybody may send them.</summary>
public static class CircuitRequests
{
    /// <summary>Asks for a socket's id.</summary>
    public static Task<Answer> NegotiateAsync(this Visitor device, string? origin = null) =>
        device.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", origin);

    /// <summary>Asks to open a socket where a no is expected: a yes would have no end.</summary>
    public static Task<Answer> KnockAsync(this Visitor device, string? origin = null) => device.SendAsync(HttpMethod.Get, "/_blazor", origin, request =>
    {
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
    });

    private static async Task<Answer> SendAsync(
        this Visitor device, HttpMethod method, string path, string? origin, Action<HttpRequestMessage>? add = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        add?.Invoke(request);
        return await device.SendAsync(request);
    }
}

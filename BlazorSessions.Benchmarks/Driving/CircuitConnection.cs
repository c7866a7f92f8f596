using System.Net.WebSockets;
using BlazorSessions.Tests.Support;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorSessions.Benchmarks.Driving;

/// <summary>The socket of a circuit, as lean as it gets: without the builder, which would make a container of services for each.</summary>
internal static class CircuitConnection
{
    /// <summary>One that is not open yet.</summary>
    public static HubConnection To(Browser browser)
    {
        var options = new HttpConnectionOptions
        {
            Url = new(browser.Site, "/_blazor"),
            Transports = HttpTransportType.WebSockets,
            SkipNegotiation = true,
            DefaultTransferFormat = TransferFormat.Binary,
            WebSocketConfiguration = socket => socket.DangerousDeflateOptions = new WebSocketDeflateOptions(), // every browser offers it
        };
        if (browser.Cookies is { Length: > 0 } cookies)
        {
            options.Headers["Cookie"] = cookies;
        }

        var logs = NullLoggerFactory.Instance;
        return new(
            new HttpConnectionFactory(Options.Create(options), logs),
            new BlazorPack(),
            new UriEndPoint(options.Url),
            new ServiceCollection().BuildServiceProvider(),
            logs);
    }
}

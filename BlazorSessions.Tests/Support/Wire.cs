using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Support;

/// <summary>Counts what a browser really receives: headers and bodies as they are sent, compressed or not.</summary>
public sealed class Wire(ICDPSession session) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> urls = new();
    private readonly ConcurrentQueue<(string Url, double Bytes)> loaded = new();

    public IReadOnlyCollection<(string Url, double Bytes)> Loaded => loaded;

    public async Task ListenAsync()
    {
        session.Event("Network.requestWillBeSent").OnEvent += (_, said) =>
            urls[RequestOf(said)] = said!.Value.GetProperty("request").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, said) =>
            loaded.Enqueue((urls[RequestOf(said)], said!.Value.GetProperty("encodedDataLength").GetDouble()));
        await session.SendAsync("Network.enable");
    }

    public async ValueTask DisposeAsync() => await session.DetachAsync();

    private static string RequestOf(JsonElement? said) => said!.Value.GetProperty("requestId").GetString()!;
}

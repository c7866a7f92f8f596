using System.Net;

namespace BlazorSessions.App.Settings;

/// <summary>Whose X-Forwarded-For and X-Forwarded-Proto are believed; nobody's by default.</summary>
public sealed record ReverseProxySettings(IReadOnlyList<IPAddress> Proxies, IReadOnlyList<IPNetwork> Networks)
{
    public bool IsEmpty => Proxies.Count == 0 && Networks.Count == 0;

    /// <exception cref="SettingsException">Something that is no address or no network.</exception>
    public static ReverseProxySettings Read(SettingsReader read) => new(
        [.. read.List("ReverseProxy:KnownProxies").Select(item => IPAddress.TryParse(item.Value, out var address)
            ? address
            : throw new SettingsException(item.Key, $"must be an IP address, but is \"{item.Value}\""))],
        [.. read.List("ReverseProxy:KnownNetworks").Select(item => IPNetwork.TryParse(item.Value, out var network)
            ? network
            : throw new SettingsException(item.Key, $"must be a network such as 10.0.0.0/8, but is \"{item.Value}\""))]);
}

using System.Net;

namespace BlazorSessions.App.Security;

/// <summary>Where a request comes from: the true peer, or what a known proxy says of it.</summary>
internal static class PeerAddress
{
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { } address => new IPAddress(address.GetAddressBytes()).ToString(), // without an IPv6 scope, which means nothing to anyone else
    };
}

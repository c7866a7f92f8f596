using System.Net;
using System.Net.Sockets;

namespace BlazorSessions.Domain.Devices;

/// <summary>What two addresses of one place have in common.</summary>
public static class Network
{
    private const int PrefixBytes = 8;

    /// <summary>
    /// The /64 of an IPv6 address, since within it a device takes another address every day (RFC 8981); any other text as it
    /// is.
    /// </summary>
    public static string Of(string ipAddress) =>
        IPAddress.TryParse(ipAddress, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes(), 0, PrefixBytes)
            : ipAddress;
}

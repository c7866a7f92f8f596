using System.Net;
using System.Net.Sockets;

namespace BlazorSessions.Tests.Support;

public static class Loopback
{
    /// <summary>A port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

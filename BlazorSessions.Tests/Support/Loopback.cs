using System.Net;
using System.Net.Sockets;

namespace BlazorSessions.Tests.Support;

public static class Loopback
{
    private const int Lowest = 20_000; // below those that the system gives to whoever asks for any (Linux: from 32768)
    private static int last = Lowest + (Environment.ProcessId % 1000 * 12); // two runs of the tests at once do not meet

    /// <summary>A port that nobody listens on, and that nobody is given who asks for any: it stays free until it is used, and between two uses.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref last);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one.
            }
        }
    }
}

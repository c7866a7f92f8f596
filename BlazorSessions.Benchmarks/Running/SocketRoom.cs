using System.Globalization;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>How many sockets one process may open to one server: the system gives it so many files, and so many ports.</summary>
internal static class SocketRoom
{
    private const int Others = 500; // files of the programs themselves, and ports of earlier connections that still wait
    private const string Limits = "/proc/self/limits";
    private const string Ports = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>Also for the servers that it starts, which have the same limits.</summary>
    public static int Most => Math.Min(Files, PortsInUse) - Others;

    // .NET raises the soft limit to the hard one, the second number, when it starts.
    private static int Files => File.Exists(Limits)
        && File.ReadLines(Limits).First(line => line.StartsWith("Max open files", StringComparison.Ordinal)) is var line
        && int.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], CultureInfo.InvariantCulture, out var most)
            ? most
            : int.MaxValue;

    private static int PortsInUse
    {
        get
        {
            if (!File.Exists(Ports))
            {
                return int.MaxValue;
            }

            int[] range = [.. File.ReadAllText(Ports).Split('\t').Select(port => int.Parse(port, CultureInfo.InvariantCulture))];
            return range[1] - range[0];
        }
    }
}

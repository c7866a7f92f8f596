using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorSessions.Benchmarks.Requests;

/// <summary>
/// A connection that sends the same few requests again and again and allocates nothing: the driver shares the processor with
/// what it measures, and an HTTP client would take half of it.
/// </summary>
internal sealed class KeepAlive : IDisposable
{
    private const int LongestResponse = 16 * 1024;
    private const int StatusAt = 9; // behind "HTTP/1.1 "
    private const int StatusLength = 3;

    private const int PatienceInMilliseconds = 10_000;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = PatienceInMilliseconds,
    };

    private readonly byte[] buffer = new byte[LongestResponse];
    private int filled;

    public KeepAlive(Uri server) => socket.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));

    public Socket Socket => socket;

    /// <summary>The bytes of a request for something.</summary>
    public static byte[] Get(Uri server, string path, string cookies) => Encoding.ASCII.GetBytes($"{Head("GET", server, path, cookies)}\r\n");

    /// <summary>The bytes of a request that sends a form.</summary>
    public static byte[] Post(Uri server, string path, string cookies, string form) => Encoding.ASCII.GetBytes(
        $"{Head("POST", server, path, cookies)}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");

    /// <summary>Sends one and waits for what comes back.</summary>
    public HttpStatusCode Ask(byte[] request)
    {
        Send(request);
        HttpStatusCode? status;
        do
        {
            status = Receive();
        }
        while (status is null);
        return status.Value;
    }

    public void Send(byte[] request)
    {
        filled = 0;
        for (var sent = 0; sent < request.Length;)
        {
            sent += socket.Send(request.AsSpan(sent));
        }
    }

    /// <summary>Takes what has come of the response.</summary>
    /// <returns>Its status once it is whole; null before.</returns>
    public HttpStatusCode? Receive()
    {
        var received = socket.Receive(buffer.AsSpan(filled));
        if (received == 0)
        {
            throw new IOException("The server closed the connection, or its response is too long.");
        }

        filled += received;
        return IsWhole(buffer.AsSpan(0, filled)) ? Status : null;
    }

    public void Dispose() => socket.Dispose();

    private HttpStatusCode Status => Utf8Parser.TryParse(buffer.AsSpan(StatusAt, StatusLength), out int status, out _)
        ? (HttpStatusCode)status
        : throw new IOException("That is no response.");

    private static string Head(string method, Uri server, string path, string cookies) =>
        $"{method} {path} HTTP/1.1\r\nHost: {server.Authority}\r\nCookie: {cookies}\r\n";

    // Nothing is sent before the response to what was sent is whole, so whatever has come belongs to it.
    private static bool IsWhole(ReadOnlySpan<byte> response)
    {
        if (response.EndsWith("\r\n0\r\n\r\n"u8))
        {
            return true;
        }

        var head = response.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var name = "\r\nContent-Length: "u8;
        var length = response[..head].IndexOf(name);
        return length >= 0
            && Utf8Parser.TryParse(response[(length + name.Length)..head], out int body, out _)
            && response.Length == head + "\r\n\r\n".Length + body;
    }
}

using System.Net.Sockets;
using System.Text;

namespace BlazorSessions.Tests.Support;

/// <summary>What came back over the wire, its headers as they stand.</summary>
public sealed record RawAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>An HTTP request byte by byte, with what no client of the library would send.</summary>
public sealed record RawRequest(string Method, byte[] Target, IReadOnlyList<(string Name, byte[] Value)> Headers, byte[] Body)
{
    /// <summary>Sends it on a connection of its own and reads what comes until that is closed.</summary>
    public async Task<RawAnswer> SendAsync(Uri site, CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(site.Host, site.Port, ct);
        await using var stream = client.GetStream();
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(Bytes(site), ct);
            await stream.CopyToAsync(answer, ct);
        }
        catch (IOException)
        {
            // Closed before all was sent or read: what came counts.
        }

        return Read(answer.ToArray());
    }

    public override string ToString() => string.Join("\n    ",
        [$"{Method} {HostileBytes.Show(Target)}", .. Headers.Select(h => $"{h.Name}: {HostileBytes.Show(h.Value)}"), HostileBytes.Show(Body)]);

    // The length comes first: what a hostile header cuts off is then part of the body, and nobody waits for more.
    private byte[] Bytes(Uri site)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.ASCII.GetBytes($"{Method} "));
        bytes.Write(Target);
        bytes.Write(Encoding.ASCII.GetBytes($" HTTP/1.1\r\nHost: {site.Authority}\r\nConnection: close\r\nContent-Length: {Body.Length}\r\n"));
        foreach (var (name, value) in Headers)
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{name}: "));
            bytes.Write(value);
            bytes.Write("\r\n"u8);
        }

        bytes.Write("\r\n"u8);
        bytes.Write(Body);
        return bytes.ToArray();
    }

    private static RawAnswer Read(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return new(0, [], "");
        }

        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts[1].Trim())).ToList();
        var isChunked = headers.Contains(("Transfer-Encoding", "chunked"));
        var body = bytes[(end + 4)..];
        return new(int.Parse(lines[0].Split(' ')[1], null), headers, Encoding.UTF8.GetString(isChunked ? Joined(body) : body));
    }

    private static byte[] Joined(byte[] chunks)
    {
        using var joined = new MemoryStream();
        for (var rest = chunks.AsSpan(); rest.IndexOf("\r\n"u8) is var line and > 0;)
        {
            var length = Convert.ToInt32(Encoding.ASCII.GetString(rest[..line]), 16);
            joined.Write(rest.Slice(line + 2, length));
            rest = rest[(line + 2 + length + 2)..];
        }

        return joined.ToArray();
    }
}

using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Devices;

/// <summary>The browser or program that signs in, as far as it can be known.</summary>
public sealed record Device
{
    /// <summary>UTF-16 units of a user agent that are kept.</summary>
    public const int MaxUserAgentLength = 512;

    /// <summary>Takes what a request says of its device; the user agent is cleaned and cut.</summary>
    /// <param name="key">The hash of its device cookie, by which the same browser is known again.</param>
    /// <param name="userAgent">The header, whatever it holds, or null.</param>
    /// <param name="ipAddress">The peer's address, or the one that a trusted proxy names.</param>
    /// <param name="hints">What the request says beside its user agent, if anything.</param>
    public Device(TokenHash key, string? userAgent, string ipAddress, ClientHints? hints = null)
    {
        Key = key;
        UserAgent = PlainText.Clean(userAgent ?? "", MaxUserAgentLength);
        IpAddress = ipAddress;

        var described = DeviceDescription.Read(userAgent, hints);
        Name = described.Name;
        Kind = described.Kind;
    }

    private Device(string name)
    {
        (Key, UserAgent, IpAddress, Name) = (OpaqueToken.Issue().Hash(), "", "", name);
    }

    /// <summary>Stands for the console of the server, where the operator's commands are: no browser, at no address.</summary>
    public static Device OfOperator { get; } = new("Operator");

    /// <summary>The hash of its device cookie.</summary>
    public TokenHash Key { get; }

    /// <summary>What it says of itself, cleaned.</summary>
    public string UserAgent { get; }

    /// <summary>What a person would call it.</summary>
    public string Name { get; }

    /// <summary>Phone, tablet, desktop or bot.</summary>
    public DeviceKind Kind { get; }

    /// <summary>Where it is.</summary>
    public string IpAddress { get; }
}

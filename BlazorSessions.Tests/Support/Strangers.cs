using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Tests.Support;

/// <summary>Devices that no account knows, each from another network, so that no address comes too often.</summary>
public sealed class Strangers
{
    private int number;

    public static Device At(string address) => new(OpaqueToken.Issue().Hash(), "curl/8", address);

    /// <summary>One that was not there before.</summary>
    public Device Next()
    {
        var next = Interlocked.Increment(ref number);
        return At($"10.{next / 256}.{next % 256}.1");
    }
}

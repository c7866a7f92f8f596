using BlazorSessions.Domain.Devices;

namespace BlazorSessions.App.Security;

/// <summary>
/// Many addresses share few counts, under a hash that is keyed anew at each start: so memory is bounded however many come,
/// and nobody can choose whom to share with.
/// </summary>
internal static class AddressBucket
{
    private const int Buckets = 1 << 16;

    public static int Of(string ipAddress) => Network.Of(ipAddress).GetHashCode(StringComparison.Ordinal) & (Buckets - 1);
}

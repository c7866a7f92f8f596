using System.Threading.RateLimiting;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.App.Security;

/// <summary>
/// Counts the wrong tries that come from one address, for whatever accounts (ASVS 6.3.1: credential stuffing). Right ones cost
/// nothing, so a house or an office behind one address does not meet it.
/// </summary>
public sealed class AddressTries(RateLimitSettings settings, TimeProvider clock) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, int>(
        address => settings.Enabled
            ? RateLimitPartition.GetSlidingWindowLimiter(AddressBucket.Of(address), _ => Windows.Of(settings.WrongTries, settings.Window))
            : RateLimitPartition.GetNoLimiter(0));

    /// <summary>From when on another try may come from there; null when it may now.</summary>
    public DateTimeOffset? NextAt(string ipAddress)
    {
        using var lease = limiter.AttemptAcquire(ipAddress, permitCount: 0); // asks, and takes nothing
        return lease.IsAcquired ? null : clock.GetUtcNow() + Windows.RetryAfter(lease, settings.Window);
    }

    public void Count(string ipAddress) => limiter.AttemptAcquire(ipAddress).Dispose();

    public void Dispose() => limiter.Dispose();
}

/// <summary>
/// Many addresses share few counts, under a hash that is keyed anew at each start: so memory is bounded however many come,
/// and nobody can choose whom to share with.
/// </summary>
internal static class AddressBucket
{
    private const int Buckets = 1 << 16;

    public static int Of(string ipAddress) => Network.Of(ipAddress).GetHashCode(StringComparison.Ordinal) & (Buckets - 1);
}

/// <summary>Tries counted in a window that slides by fifths.</summary>
internal static class Windows
{
    public static SlidingWindowRateLimiterOptions Of(int permits, TimeSpan window) =>
        new() { PermitLimit = permits, Window = window, SegmentsPerWindow = 5, QueueLimit = 0 };

    public static TimeSpan RetryAfter(RateLimitLease lease, TimeSpan otherwise) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : otherwise;
}

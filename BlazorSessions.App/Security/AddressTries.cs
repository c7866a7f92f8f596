using System.Threading.RateLimiting;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Security;

/// <summary>
/// Counts the wrong tries that come from one address, for whatever accounts (ASVS 6.3.1: credential stuffing). Right ones cost
/// nothing, so a house or an office behind one address does not meet it.
/// </summary>
public sealed class AddressTries(RateLimitSettings settings, TimeProvider clock) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, int>(
        address => settings.Enabled
            ? RateLimitPartition.GetSlidingWindowLimiter(AddressBucket.Of(address), _ => TryWindow.Of(settings.WrongTries, settings.Window))
            : RateLimitPartition.GetNoLimiter(0));

    /// <summary>From when on another try may come from there; null when it may now.</summary>
    public DateTimeOffset? NextAt(string ipAddress)
    {
        using var lease = limiter.AttemptAcquire(ipAddress, permitCount: 0); // asks, and takes nothing
        return lease.IsAcquired ? null : clock.GetUtcNow() + TryWindow.RetryAfter(lease, settings.Window);
    }

    public void Count(string ipAddress) => limiter.AttemptAcquire(ipAddress).Dispose();

    public void Dispose() => limiter.Dispose();
}

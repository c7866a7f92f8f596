using System.Threading.RateLimiting;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// How many circuits there may be on this node, and how often they may be started. What is kept for a user or an address goes
/// ten seconds after its last circuit, or after the window of its last start: the framework clears away partitions that idle.
/// </summary>
public sealed class CircuitLimits : IDisposable
{
    private static readonly TimeSpan UntilSomebodyLeaves = TimeSpan.FromSeconds(10); // a guess: nobody knows when a page closes

    private readonly List<PartitionedRateLimiter<CircuitVisitor>> parts;
    private readonly PartitionedRateLimiter<CircuitVisitor> open;
    private readonly PartitionedRateLimiter<CircuitVisitor> starts;
    private readonly TimeSpan window;

    public CircuitLimits(RateLimitSettings settings)
    {
        var limit = settings.Circuits;
        window = settings.Window;
        parts =
        [
            AtOnce(limit.Overall, _ => ""),
            AtOnce(limit.PerAddress, visitor => visitor.Network),
            AtOnce(limit.PerUser, visitor => visitor.User is { } user ? $"{user}" : null),
        ];
        open = PartitionedRateLimiter.CreateChained([.. parts]);
        starts = PartitionedRateLimiter.Create<CircuitVisitor, string>(visitor => settings.Enabled
            ? RateLimitPartition.GetFixedWindowLimiter(
                visitor.User is { } user ? $"{user}" : visitor.Network,
                _ => new() { PermitLimit = limit.StartsPerUser, Window = window })
            : RateLimitPartition.GetNoLimiter(""));
        parts.Add(starts);

        PartitionedRateLimiter<CircuitVisitor> AtOnce(int most, Func<CircuitVisitor, string?> countedBy) =>
            PartitionedRateLimiter.Create<CircuitVisitor, string>(visitor => settings.Enabled && countedBy(visitor) is { } key
                ? RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = most })
                : RateLimitPartition.GetNoLimiter(""));
    }

    /// <summary>Counts a start.</summary>
    /// <returns>How long to wait, where there were too many of them; else null.</returns>
    public TimeSpan? Start(CircuitVisitor visitor)
    {
        using var lease = starts.AttemptAcquire(visitor);
        return lease.IsAcquired ? null : TryWindow.RetryAfter(lease, window);
    }

    /// <summary>Takes a place among the open ones, to be given back by disposing of it.</summary>
    /// <returns>How long to wait, where there is none; else the place.</returns>
    public (IDisposable? Place, TimeSpan Wait) Enter(CircuitVisitor visitor)
    {
        var lease = open.AttemptAcquire(visitor);
        if (lease.IsAcquired)
        {
            return (lease, TimeSpan.Zero);
        }

        lease.Dispose();
        return (null, UntilSomebodyLeaves);
    }

    public void Dispose()
    {
        open.Dispose();
        parts.ForEach(part => part.Dispose());
    }
}

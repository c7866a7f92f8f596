using System.Threading.RateLimiting;

namespace BlazorSessions.App.Security;

/// <summary>Tries counted in a window that slides by fifths.</summary>
internal static class TryWindow
{
    public static SlidingWindowRateLimiterOptions Of(int permits, TimeSpan window) =>
        new() { PermitLimit = permits, Window = window, SegmentsPerWindow = 5, QueueLimit = 0 };

    public static TimeSpan RetryAfter(RateLimitLease lease, TimeSpan otherwise) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : otherwise;
}

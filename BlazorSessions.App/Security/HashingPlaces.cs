using System.Diagnostics;
using System.Threading.RateLimiting;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Telemetry;

namespace BlazorSessions.App.Security;

/// <summary>
/// There is no place for a hash, and none became free in time. An exception and not an outcome, as with a database that is
/// away: every way in can meet it, none has an answer of its own to it, and it passes by itself.
/// </summary>
public sealed class HashingBusyException() : Exception("Too many passwords are hashed at once.");

/// <summary>
/// Where passwords are hashed: so many places, and so many who wait for one, the first to come first. It bounds memory and
/// work whatever is sent, and no setting switches it off.
/// </summary>
public sealed class HashingPlaces(PasswordHashingSettings settings, SecurityLog log, SessionMeter meter, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromSeconds(10); // a flood is one line every so often

    private readonly ConcurrencyLimiter places = new(new()
    {
        PermitLimit = settings.MaxAtOnce,
        QueueLimit = settings.MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly Lock warning = new();
    private long refused;
    private long? warnedAt;

    /// <summary>How many wait at this moment.</summary>
    internal long Waiting => places.GetStatistics()!.CurrentQueuedCount;

    /// <summary>Waits for a place, which is held until it is disposed.</summary>
    /// <exception cref="HashingBusyException">Too many wait already, or it took too long.</exception>
    /// <exception cref="OperationCanceledException">Whoever asked has left.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        var askedAt = Stopwatch.GetTimestamp();
        var lease = await WaitAsync(ct);
        meter.HashWaited(Stopwatch.GetElapsedTime(askedAt));
        return new Place(lease, meter);
    }

    public void Dispose() => places.Dispose();

    private async Task<RateLimitLease> WaitAsync(CancellationToken ct)
    {
        using var span = Spans.Start("wait for hash");
        using var patience = new CancellationTokenSource(settings.LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var lease = await places.AcquireAsync(1, either.Token);
            if (lease.IsAcquired)
            {
                return lease;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The patience is at its end.
        }

        meter.HashRefused();
        Warn();
        throw new HashingBusyException();
    }

    private void Warn()
    {
        long since;
        lock (warning)
        {
            refused++;
            if (warnedAt is { } last && clock.GetElapsedTime(last) < BetweenWarnings)
            {
                return;
            }

            (since, refused, warnedAt) = (refused, 0, clock.GetTimestamp());
        }

        log.Warn("HashingBusy", $"Refused {since}", default);
    }

    private sealed class Place(RateLimitLease lease, SessionMeter meter) : IDisposable
    {
        private readonly long takenAt = Stopwatch.GetTimestamp();
        private readonly Activity? span = Spans.Start("hash");

        public void Dispose()
        {
            lease.Dispose();
            span?.Dispose();
            meter.HashTook(Stopwatch.GetElapsedTime(takenAt));
        }
    }
}

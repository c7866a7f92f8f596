using BlazorSessions.App.Data;
using BlazorSessions.App.Live;

namespace BlazorSessions.Tests.Support;

/// <summary>A database that goes away, once, before one of the next commits.</summary>
public sealed class FailingBackplane(ISessionBackplane inner) : ISessionBackplane
{
    private int left = int.MaxValue;

    /// <summary>So many commits still succeed, and the one after them does not.</summary>
    public void FailAfter(int commits) => Volatile.Write(ref left, commits);

    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct) =>
        Interlocked.Decrement(ref left) == -1 ? throw new TimeoutException() : inner.EnlistAsync(db, signals, ct);

    public void Committed(IReadOnlyList<SessionSignal> signals) => inner.Committed(signals);
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Support;

/// <summary>Holds the first transaction between its save and its commit, so that a test can force the bad order.</summary>
public sealed class GatedBackplane(ISessionBackplane inner) : ISessionBackplane
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int armed;

    /// <summary>Done when a transaction stands at the gate.</summary>
    public Task Reached => reached.Task;

    /// <summary>The next transaction will be held.</summary>
    public void Arm() => Volatile.Write(ref armed, 1);

    public void Open() => opened.SetResult();

    public async Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionEvent> events, CancellationToken ct)
    {
        if (Interlocked.Exchange(ref armed, 0) == 1)
        {
            reached.SetResult();
            await opened.Task.WaitAsync(ct);
        }

        await inner.EnlistAsync(db, events, ct);
    }

    public void Committed(IReadOnlyList<SessionEvent> events) => inner.Committed(events);
}

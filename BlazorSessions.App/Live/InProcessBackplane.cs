using BlazorSessions.App.Data;

namespace BlazorSessions.App.Live;

/// <summary>For SQLite: one process has the file, so its own hub is everybody.</summary>
public sealed class InProcessBackplane(SessionEventHub hub) : ISessionBackplane
{
    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct) => Task.CompletedTask;

    public void Committed(IReadOnlyList<SessionSignal> signals)
    {
        foreach (var signal in signals)
        {
            hub.Publish(signal);
        }
    }
}

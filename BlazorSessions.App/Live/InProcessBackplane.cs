using BlazorSessions.App.Data;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Live;

/// <summary>For SQLite: one process has the file, so its own hub is everybody.</summary>
public sealed class InProcessBackplane(SessionEventHub hub) : ISessionBackplane
{
    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionEvent> events, CancellationToken ct) => Task.CompletedTask;

    public void Committed(IReadOnlyList<SessionEvent> events)
    {
        foreach (var happened in events)
        {
            hub.Publish(SessionSignal.Of(happened));
        }
    }
}

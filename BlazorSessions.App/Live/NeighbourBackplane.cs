using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Live;

/// <summary>
/// For a command beside the server that has the SQLite file: it counts up the one row that the server looks at
/// (<see cref="SqliteListener"/>), in the transaction of what it changes.
/// </summary>
public sealed class NeighbourBackplane : ISessionBackplane
{
    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct) => signals.Count == 0
        ? Task.CompletedTask
        : db.Set<ChangeCounter>().ExecuteUpdateAsync(c => c.SetProperty(x => x.Number, x => x.Number + 1), ct);

    public void Committed(IReadOnlyList<SessionSignal> signals)
    {
    }
}

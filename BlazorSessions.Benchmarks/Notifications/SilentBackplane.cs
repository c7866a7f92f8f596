using BlazorSessions.App.Data;
using BlazorSessions.App.Live;

namespace BlazorSessions.Benchmarks.Notifications;

/// <summary>Tells nobody: what a commit costs without a notification.</summary>
internal sealed class SilentBackplane : ISessionBackplane
{
    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct) => Task.CompletedTask;

    public void Committed(IReadOnlyList<SessionSignal> signals)
    {
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Benchmarks.Notifications;

/// <summary>Tells nobody: what a commit costs without a notification.</summary>
internal sealed class SilentBackplane : ISessionBackplane
{
    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionEvent> events, CancellationToken ct) => Task.CompletedTask;

    public void Committed(IReadOnlyList<SessionEvent> events)
    {
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Support;

/// <summary>Loses what it should tell, for as long as a test says.</summary>
public sealed class SilentBackplane(ISessionBackplane inner) : ISessionBackplane
{
    public bool IsSilent { get; set; }

    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionEvent> events, CancellationToken ct) =>
        IsSilent ? Task.CompletedTask : inner.EnlistAsync(db, events, ct);

    public void Committed(IReadOnlyList<SessionEvent> events)
    {
        if (!IsSilent)
        {
            inner.Committed(events);
        }
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Live;

namespace BlazorSessions.Tests.Support;

/// <summary>Loses what it should tell, for as long as a test says.</summary>
public sealed class SilentBackplane(ISessionBackplane inner) : ISessionBackplane
{
    public bool IsSilent { get; set; }

    public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct) =>
        IsSilent ? Task.CompletedTask : inner.EnlistAsync(db, signals, ct);

    public void Committed(IReadOnlyList<SessionSignal> signals)
    {
        if (!IsSilent)
        {
            inner.Committed(signals);
        }
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Live;

namespace BlazorSessions.Tests.Support;

/// <summary>A gate between the save of a transaction and its commit.</summary>
public sealed class GatedBackplane(ISessionBackplane inner) : ISessionBackplane
{
    public Gate Gate { get; } = new();

    public async Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct)
    {
        await Gate.PassAsync(ct);
        await inner.EnlistAsync(db, signals, ct);
    }

    public void Committed(IReadOnlyList<SessionSignal> signals) => inner.Committed(signals);
}

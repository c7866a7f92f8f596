using BlazorSessions.App.Data;

namespace BlazorSessions.App.Live;

/// <summary>How what happened reaches every node. Nothing is told that was not saved, and nothing saved goes untold.</summary>
public interface ISessionBackplane
{
    /// <summary>Called inside the transaction, after the save.</summary>
    Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct);

    /// <summary>Called once the transaction has been committed.</summary>
    void Committed(IReadOnlyList<SessionSignal> signals);
}

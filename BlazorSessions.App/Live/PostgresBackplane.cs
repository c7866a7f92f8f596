using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Live;

/// <summary>
/// For PostgreSQL: NOTIFY inside the transaction, which the server delivers on commit or not at all. This node hears
/// itself as it hears the others, through <see cref="PostgresListener"/>.
/// </summary>
public sealed class PostgresBackplane : ISessionBackplane
{
    public const string Channel = "blazor_sessions";

    public async Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct)
    {
        if (signals.Count > 0)
        {
            var payloads = signals.Select(signal => signal.ToString()).ToArray();
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, payload) FROM unnest({payloads}) AS payload", ct);
        }
    }

    public void Committed(IReadOnlyList<SessionSignal> signals)
    {
    }
}

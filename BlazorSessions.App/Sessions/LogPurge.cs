using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>How long the log is kept (<c>Log:Retention</c>).</summary>
public sealed record LogRetention(TimeSpan Time);

/// <summary>Deletes what is older than the log is kept, a few rows at a time. Nothing that is not over is ever touched.</summary>
public sealed class LogPurge(IDbContextFactory<AppDbContext> contexts, WriteGate gate, LogRetention retention)
{
    private const int RowsAtOnce = 500;

    public async Task PurgeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var until = now - retention.Time;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await PurgeSessionsAsync(db, until, ct);
        await PurgeEntriesAsync(db, until, ct);
    }

    private async Task PurgeSessionsAsync(AppDbContext db, DateTimeOffset until, CancellationToken ct)
    {
        var old = await db.Sessions.Where(s => s.EndedAt <= until).OrderBy(s => s.EndedAt).Take(RowsAtOnce)
            .Select(s => new { s.UserId, s.Id }).ToListAsync(ct);
        if (old.Count > 0)
        {
            using var turn = await gate.EnterAsync(ct);
            await db.DeleteSessionsAsync([.. old.Select(s => (s.UserId, s.Id))], ct);
        }
    }

    private async Task PurgeEntriesAsync(AppDbContext db, DateTimeOffset until, CancellationToken ct)
    {
        var old = await db.LogEntries.Where(e => e.At <= until).OrderBy(e => e.At).Take(RowsAtOnce).Select(e => e.UserId).ToListAsync(ct);
        if (old.Count > 0)
        {
            using var turn = await gate.EnterAsync(ct);
            await db.DeleteEntriesAsync([.. old.CountBy(user => user).Select(many => (many.Key, many.Value))], until, ct);
        }
    }
}

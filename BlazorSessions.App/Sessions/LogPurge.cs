using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
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
        foreach (var user in await UsersWithOldEntriesAsync(db, until, ct))
        {
            await PurgeEntriesAsync(db, user, until, ct);
        }
    }

    private async Task PurgeSessionsAsync(AppDbContext db, DateTimeOffset until, CancellationToken ct)
    {
        var old = await db.Sessions.Where(s => s.EndedAt <= until).OrderBy(s => s.EndedAt).Take(RowsAtOnce)
            .Select(s => new { s.UserId, s.Id }).ToListAsync(ct);
        if (old.Count == 0)
        {
            return;
        }

        List<UserId> users = [.. old.Select(s => s.UserId).Distinct()];
        List<SessionId> ids = [.. old.Select(s => s.Id)];
        using var turn = await gate.EnterAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Approvals.Where(a => users.Contains(a.UserId) && ids.Contains(a.SessionId)).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(s => users.Contains(s.UserId) && ids.Contains(s.Id)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<List<UserId>> UsersWithOldEntriesAsync(AppDbContext db, DateTimeOffset until, CancellationToken ct)
    {
        var users = await db.LogEntries.Where(e => e.At <= until).OrderBy(e => e.At).Take(RowsAtOnce).Select(e => e.UserId).ToListAsync(ct);
        return [.. users.Distinct()];
    }

    // From the front and never out of the middle: an end by time is written later than it was, and may be older than what
    // stands before it.
    private async Task PurgeEntriesAsync(AppDbContext db, UserId user, DateTimeOffset until, CancellationToken ct)
    {
        // Read first: an entry that is written meanwhile has a higher number, and is not among the old ones.
        using var turn = await gate.EnterAsync(ct);
        var last = await db.LogEntries.Where(e => e.UserId == user).MaxAsync(e => (long?)e.Number, ct) ?? 0;
        var keepFrom = await db.LogEntries.Where(e => e.UserId == user && e.At > until).MinAsync(e => (long?)e.Number, ct) ?? (last + 1);
        var first = await db.LogEntries.Where(e => e.UserId == user).MinAsync(e => (long?)e.Number, ct) ?? 0;
        var end = Math.Min(keepFrom, first + RowsAtOnce);
        await db.LogEntries.Where(e => e.UserId == user && e.Number < end).ExecuteDeleteAsync(ct);
        await db.DismissedNotices.Where(d => d.UserId == user && d.Number < end).ExecuteDeleteAsync(ct);
    }
}

using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BlazorSessions.App.Sessions;

/// <summary>How long the log is kept (<c>Log:Retention</c>).</summary>
public sealed record LogRetention(TimeSpan Time);

/// <summary>Deletes what is older than the log is kept, a few rows at a time. Nothing that is not over is ever touched.</summary>
public sealed class LogPurge(IDbContextFactory<AppDbContext> contexts, WriteGate gate, LogHashes hashes, LogRetention retention)
{
    private const int RowsAtOnce = 500;

    public async Task PurgeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var until = now - retention.Time;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await PurgeSessionsAsync(db, until, ct);
        await PurgeEntriesAsync(db, now, until, ct);
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

    // Nothing is cleared away of a log that is not as it was left: it is what shows that, and what was done.
    private async Task PurgeEntriesAsync(AppDbContext db, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var old = await db.LogEntries.Where(e => e.At <= until).OrderBy(e => e.At).Take(RowsAtOnce).Select(e => e.UserId).ToListAsync(ct);
        if (old.Count == 0)
        {
            return;
        }

        using var turn = await gate.EnterAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await HeldSeal.LockAsync(db, hashes, now, ct) is not { } seal)
        {
            return;
        }

        var fronts = await db.FrontsAsync([.. old.CountBy(user => user).Select(many => (many.Key, many.Value))], until, ct);
        var ids = fronts.Select(front => new UserId(front.UserId)).ToList();
        var users = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id.Value, ct);
        var cleared = fronts.Where(front => users.TryGetValue(front.UserId, out var user) && Put(seal, db.Entry(user), front)).ToList();
        await db.DeleteFrontsAsync(cleared, ct);
        seal.Close(now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // Sealed at once, since what is cleared away must not be newer than what is sealed.
    private static bool Put(HeldSeal seal, EntityEntry<User> user, LogFront front)
    {
        var state = LogState.Of(user);
        return front.Number <= state.HashedNumber && seal.Put(user, state with
        {
            PurgedNumber = front.Number,
            PurgedHash = front.Hash ?? state.PurgedHash,
            SealedNumber = state.HashedNumber,
            SealedHash = state.LastHash,
        });
    }
}

using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>How long the log is kept (<c>Log:Retention</c>).</summary>
public sealed record LogRetention(TimeSpan Time);

/// <summary>Deletes what is older than the log is kept, a few rows at a time. Nothing that is not over is ever touched.</summary>
public sealed class LogPurge(IDbContextFactory<AppDbContext> contexts, WriteGate gate, LogKeys logKeys, LogRetention retention)
{
    private const int RowsAtOnce = 500;

    private readonly HashSet<UserId> refused = []; // whose log is not as it was left

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

    // Nothing is cleared away of a log that is not as it was left, nor what is not sealed yet: an entry that somebody has made
    // old would be gone, and with it what shows that.
    private async Task PurgeEntriesAsync(AppDbContext db, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var old = await db.LogEntries.Where(e => e.At <= until && !refused.Contains(e.UserId)).OrderBy(e => e.At).Take(RowsAtOnce)
            .Select(e => e.UserId).ToListAsync(ct);
        if (old.Count == 0)
        {
            return;
        }

        using var turn = await gate.EnterAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var hashes = logKeys.Now;
        if (await HeldSeal.LockAsync(db, hashes, now, ct) is not { } seal)
        {
            return;
        }

        var ids = old.Distinct().ToList();
        var users = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, ct);
        var cleared = new List<LogFront>();
        refused.UnionWith(ids.Where(id => !users.ContainsKey(id))); // of nobody
        foreach (var (id, most) in old.CountBy(user => user).Where(many => users.ContainsKey(many.Key)))
        {
            var user = db.Entry(users[id]);
            var state = LogState.Of(user);
            var front = await FrontAsync(db, state, most, until, ct);
            if (front.Count > 0 && hashes.GoOn(state.PurgedNumber, state.PurgedHash, front) is var (number, hash)
                && seal.Put(user, state with { PurgedNumber = number, PurgedHash = hash }))
            {
                cleared.Add(new(id.Value, number));
            }
            else if (front.Count > 0)
            {
                refused.Add(id); // else it would stand before everybody's for ever
            }
        }

        await db.DeleteFrontsAsync(cleared, ct);
        seal.Close();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // Up to the first that is younger: an end by time is written later than it was, so there may be older ones behind that.
    private static async Task<IReadOnlyList<StoredEntry>> FrontAsync(AppDbContext db, LogState state, int atMost, DateTimeOffset until, CancellationToken ct)
    {
        var id = state.User.Value;
        var first = await db.StoredEntries(id, id).Where(e => e.Number <= state.SealedNumber).OrderBy(e => e.Number).Take(atMost).ToListAsync(ct);
        return [.. first.TakeWhile(e => e.At <= until)];
    }
}

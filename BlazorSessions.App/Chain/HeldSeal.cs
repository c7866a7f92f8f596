using BlazorSessions.App.Data;
using BlazorSessions.App.Data.Tables;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BlazorSessions.App.Chain;

/// <summary>
/// The seal of all logs, held inside a transaction in which nobody else can change it. What the transaction does to logs is put
/// into it; <see cref="Close"/> is to be called before the save.
/// </summary>
internal sealed class HeldSeal
{
    private readonly LogSeal seal;
    private readonly LogHashes hashes;
    private readonly DateTimeOffset now;
    private LogSum sum;

    private HeldSeal(LogSeal seal, LogHashes hashes, DateTimeOffset now, LogSum sum)
    {
        this.seal = seal;
        this.hashes = hashes;
        this.now = now;
        this.sum = sum;
    }

    /// <summary>How many logs are in it.</summary>
    public long Logs => seal.Logs;

    /// <summary>What an older version has written is still taken in.</summary>
    public bool TakesIn => seal.AdoptsUntil > now;

    /// <summary>Takes it. A key that was replaced since the last time is taken into account.</summary>
    /// <returns>Null when it is not as this program left it: what it was to protect may have been changed, and is to be looked at first.</returns>
    public static async Task<HeldSeal?> LockAsync(AppDbContext db, LogHashes hashes, DateTimeOffset now, CancellationToken ct)
    {
        var seal = await db.LockSealAsync(ct);
        if (seal.Mark is null)
        {
            return await BeginAsync(db, seal, hashes, now, ct);
        }

        return hashes.AgeOf(seal, now) switch
        {
            0 => new(seal, hashes, now, LogSum.Of(seal.Sum)),
            { } age => await RenewAsync(db, seal, hashes, now, age, ct),
            null => null,
        };
    }

    /// <summary>Takes it as it is, with nothing in it.</summary>
    /// <remarks>Where nothing was ever sealed, as in a database from before, what is there is taken in as after an upgrade.</remarks>
    public static async Task<HeldSeal> TakeOverAsync(AppDbContext db, LogHashes hashes, DateTimeOffset now, CancellationToken ct)
    {
        var seal = await db.LockSealAsync(ct);
        var begins = seal.Mark is null && !await HasMarksAsync(db, ct);
        seal.Logs = 0;
        seal.AdoptsUntil = begins ? now + OlderEntries.TakenInFor : now;
        return new(seal, hashes, now, default);
    }

    /// <summary>A user's log is to be taken for what it is.</summary>
    public void PutAnew(EntityEntry<User> user)
    {
        var state = LogState.Of(user);
        if (state.LastNumber == 0 || (!state.IsWhole && TakesIn))
        {
            (state with { SealedNumber = 0, SealedHash = null, PurgedNumber = 0, PurgedHash = null, Mark = null }).SetIn(user);
            return;
        }

        Add(user, state with { HashedNumber = state.LastNumber, SealedNumber = state.LastNumber, SealedHash = state.LastHash });
    }

    /// <summary>
    /// A log that is in no seal may go into it: it begins at its first entry, and that is not so old that it should be there. Else
    /// somebody has put one back.
    /// </summary>
    public bool MayBegin(LogState state, IEnumerable<StoredEntry> entries) =>
        state.Mark is not null || TakesIn
        || (state is { SealedNumber: 0, PurgedNumber: 0 } && entries.FirstOrDefault() is { } first && LogHashes.IsNewBeside(seal, first));

    /// <summary>A user's log has come further, or was cleared at its front.</summary>
    /// <returns>False when its mark is not as this program left it; then nothing is changed.</returns>
    public bool Put(EntityEntry<User> user, LogState next)
    {
        var before = LogState.Of(user);
        if (before.Mark is not null && !Take(before))
        {
            return false;
        }

        Add(user, next);
        return true;
    }

    /// <summary>A user's log is deleted with its account.</summary>
    /// <returns>False when its mark is not as this program left it.</returns>
    public bool Take(LogState state)
    {
        if (!hashes.IsMarked(state))
        {
            return false;
        }

        sum -= hashes.ShareOf(state);
        seal.Logs--;
        return true;
    }

    /// <summary>Seals what was put and taken.</summary>
    public void Close()
    {
        seal.Number++;
        seal.At = now;
        seal.Sum = sum.ToBytes();
        seal.Mark = hashes.MarkOf(seal);
    }

    private void Add(EntityEntry<User> user, LogState next)
    {
        var marked = next with { Mark = hashes.MarkOf(next) };
        marked.SetIn(user);
        sum += hashes.ShareOf(marked);
        seal.Logs++;
    }

    // The first time: no log has a mark yet, and the key file knows of none. Else somebody would have it begin again, and what he
    // wrote be taken in.
    private static async Task<HeldSeal?> BeginAsync(AppDbContext db, LogSeal seal, LogHashes hashes, DateTimeOffset now, CancellationToken ct)
    {
        if (hashes.WasSealed || await HasMarksAsync(db, ct))
        {
            return null;
        }

        seal.AdoptsUntil = await db.UnsealedUsers.AnyAsync(ct) ? now + OlderEntries.TakenInFor : now;
        return new(seal, hashes, now, default);
    }

    private static Task<bool> HasMarksAsync(AppDbContext db, CancellationToken ct) =>
        db.Users.AnyAsync(u => EF.Property<byte[]?>(u, UserTable.LogMark) != null, ct);

    // The sum under the former key is proved before it is made anew under the one that stands.
    private static async Task<HeldSeal?> RenewAsync(AppDbContext db, LogSeal seal, LogHashes hashes, DateTimeOffset now, int age, CancellationToken ct)
    {
        var (former, renewed, logs) = (default(LogSum), default(LogSum), 0L);
        await foreach (var state in db.Users.AsNoTracking().Select(LogState.OfUser).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (state.Mark is not null)
            {
                former += hashes.ShareOf(state, age);
                renewed += hashes.ShareOf(state);
                logs++;
            }
        }

        return former == LogSum.Of(seal.Sum) && logs == seal.Logs ? new(seal, hashes, now, renewed) : null;
    }
}

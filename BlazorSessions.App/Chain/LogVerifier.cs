using System.Buffers.Binary;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Chain;

/// <summary>
/// Looks at every entry of the log: that it is what was written, that it follows the one before it, and that none is missing, in
/// one moment's view of the database, so that a server may go on writing.
/// </summary>
public sealed class LogVerifier(IDbContextFactory<AppDbContext> contexts, LogKeys keys, TimeProvider clock)
{
    private const int UsersAtOnce = 1_000;

    public async Task<LogVerification> VerifyAsync(IProgress<LogProgress>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Database.SetCommandTimeout(AppDbContext.PatienceWithTables);
        await using var snapshot = await db.BeginSnapshotAsync(ct);
        var seal = await db.ReadSealAsync(ct);
        var (all, misspelled) = (await db.LogEntries.LongCountAsync(ct), await db.CountMisspelledAsync(ct));
        var tally = new LogTally(keys.Now, seal, clock.GetUtcNow(), all, misspelled, progress);
        for (Guid? from = Guid.Empty; from is { } first;)
        {
            from = await WalkAsync(db, first, tally, ct);
        }

        return tally.End();
    }

    // Some users from that id on, and whoever stands between them without an account. Returns where to go on.
    private static async Task<Guid?> WalkAsync(AppDbContext db, Guid first, LogTally tally, CancellationToken ct)
    {
        StoredEntry? met = null;
        try
        {
            var states = await db.UsersFrom(first).AsNoTracking().Select(LogState.OfUser).Take(UsersAtOnce).ToListAsync(ct);
            var last = states.Count < UsersAtOnce ? Guid.AllBitsSet : states[^1].User.Value;
            tally.Begin(states);
            await foreach (var entry in db.StoredEntries(first, last).AsAsyncEnumerable().WithCancellation(ct))
            {
                tally.Meet(entry);
                met = entry;
            }

            tally.EndWalks();
            return After(last);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            tally.AddUnreadable(new(met?.UserId, met?.Number, $"is the last before what cannot be read ({e.Message})"));
            return null;
        }
    }

    private static Guid? After(Guid last)
    {
        if (last == Guid.AllBitsSet)
        {
            return null;
        }

        var number = BinaryPrimitives.ReadUInt128BigEndian(last.ToByteArray(bigEndian: true)) + 1;
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new(bytes, bigEndian: true);
    }
}

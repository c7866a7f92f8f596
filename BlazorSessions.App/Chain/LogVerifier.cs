using System.Buffers.Binary;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Chain;

/// <summary>
/// Looks at every entry of the log: that it is what was written, that it follows the one before it, and that none is missing, in
/// one moment's view of the database, so that a server may go on writing.
/// </summary>
public sealed class LogVerifier(IDbContextFactory<AppDbContext> contexts, LogHashes hashes)
{
    private const int UsersAtOnce = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1); // with a single statement, of which the first may have to find its rows on a cold disk

    public async Task<LogVerification> VerifyAsync(IProgress<LogProgress>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Database.SetCommandTimeout(Patience);
        await using var snapshot = await db.BeginSnapshotAsync(ct);
        var tally = new LogTally(hashes, await db.LogSeals.AsNoTracking().SingleAsync(ct), await db.LogEntries.LongCountAsync(ct), progress);
        Guid? from = Guid.Empty;
        while (from is { } first)
        {
            var states = await db.UsersFrom(first).AsNoTracking().Select(LogState.OfUser).Take(UsersAtOnce).ToListAsync(ct);
            var last = states.Count < UsersAtOnce ? Guid.AllBitsSet : states[^1].User.Value;
            await WalkAsync(db, first, last, states, tally, ct);
            from = After(last);
        }

        return tally.End();
    }

    // The entries of these users, and of whoever stands between them without an account.
    private async Task WalkAsync(AppDbContext db, Guid first, Guid last, List<LogState> states, LogTally tally, CancellationToken ct)
    {
        var left = states.ToDictionary(s => s.User.Value);
        ChainWalk? walk = null;
        StoredEntry? met = null;
        try
        {
            await foreach (var entry in db.StoredEntries(first, last).AsAsyncEnumerable().WithCancellation(ct))
            {
                if (met?.UserId != entry.UserId)
                {
                    tally.Add(walk);
                    left.Remove(entry.UserId, out var state);
                    walk = new(hashes, entry.UserId, state);
                }

                walk!.Meet(entry);
                tally.Count();
                met = entry;
            }
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            tally.AddUnreadable(new(met?.UserId, met?.Number, $"is the last before one that cannot be read ({e.Message})"));
        }

        tally.Add(walk);
        foreach (var state in states)
        {
            tally.Add(left.ContainsKey(state.User.Value) ? new ChainWalk(hashes, state.User.Value, state) : null);
            tally.Add(state);
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

using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Chain;

/// <summary>How far a verification has come.</summary>
public readonly record struct LogProgress(long Entries, long Of);

/// <summary>
/// Looks at every entry of the log: that it is what was written, that it follows the one before it, and that none is missing, in
/// one moment's view of the database, so that a server may go on writing.
/// </summary>
public sealed class LogVerifier(IDbContextFactory<AppDbContext> contexts, LogHashes hashes)
{
    private const int UsersAtOnce = 1_000;
    private const int EntriesBetweenReports = 50_000;
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1); // with a single statement, of which the first may have to find its rows on a cold disk

    public async Task<LogVerification> VerifyAsync(IProgress<LogProgress>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Database.SetCommandTimeout(Patience);
        await using var snapshot = await db.BeginSnapshotAsync(ct);
        var count = new Count(hashes, await db.LogSeals.AsNoTracking().SingleAsync(ct), await db.LogEntries.LongCountAsync(ct), progress);
        Guid? from = Guid.Empty;
        while (from is { } first)
        {
            var states = await db.UsersFrom(first).AsNoTracking().Select(LogState.OfUser).Take(UsersAtOnce).ToListAsync(ct);
            var last = states.Count < UsersAtOnce ? Guid.AllBitsSet : states[^1].User.Value;
            await WalkAsync(db, first, last, states, count, ct);
            from = After(last);
        }

        return count.End();
    }

    // Whoever is in neither list has nothing to be looked at.
    private async Task WalkAsync(AppDbContext db, Guid first, Guid last, List<LogState> states, Count count, CancellationToken ct)
    {
        var known = states.ToDictionary(s => s.User);
        ChainWalk? walk = null;
        Guid? walked = null;
        try
        {
            await foreach (var entry in db.StoredEntries(first, last).AsAsyncEnumerable().WithCancellation(ct))
            {
                if (walked != entry.UserId)
                {
                    count.Add(walk);
                    walked = entry.UserId;
                    walk = new(hashes, new(entry.UserId), known.GetValueOrDefault(new(entry.UserId)));
                    known.Remove(new(entry.UserId));
                }

                walk!.Meet(entry);
                count.Report();
            }
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            count.Faults.Add(new(walked is { } user ? new UserId(user) : null, null, $"cannot be read from here on ({e.Message})"));
        }

        count.Add(walk);
        foreach (var state in states)
        {
            count.Add(state, hasEntries: !known.ContainsKey(state.User));
        }
    }

    private static Guid? After(Guid last) => last == Guid.AllBitsSet ? null : new UInt128Id(last).Next;

    private readonly record struct UInt128Id(Guid Id)
    {
        public Guid Next
        {
            get
            {
                var bytes = Id.ToByteArray(bigEndian: true);
                for (var i = bytes.Length - 1; ++bytes[i] == 0; i--)
                {
                }

                return new(bytes, bigEndian: true);
            }
        }
    }

    /// <summary>What was found so far.</summary>
    private sealed class Count(LogHashes hashes, LogSeal seal, long all, IProgress<LogProgress>? progress)
    {
        private readonly int? age = hashes.AgeOf(seal);
        private LogSum sum;
        private long entries;
        private long logs;
        private long marked;
        private long unsealed;

        public List<LogFault> Faults { get; } = [];

        public void Report()
        {
            if (++entries % EntriesBetweenReports == 0)
            {
                progress?.Report(new(entries, all));
            }
        }

        public void Add(ChainWalk? walk)
        {
            walk?.End();
            unsealed += walk?.Unsealed ?? 0;
            if (walk?.Fault is { } fault)
            {
                Faults.Add(fault);
            }
        }

        public void Add(LogState state, bool hasEntries)
        {
            if (!hasEntries)
            {
                Add(new ChainWalk(hashes, state.User, state));
            }

            logs += state.LastNumber > 0 ? 1 : 0;
            if (state.Mark is not null)
            {
                marked++;
                sum += hashes.ShareOf(state, age ?? 0);
            }
        }

        public LogVerification End()
        {
            progress?.Report(new(entries, all));
            Faults.AddRange(All().Select(what => new LogFault(null, null, what)));
            return new(entries, logs, unsealed, seal.AdoptsUntil, seal.At, seal.Number, Faults);
        }

        private IEnumerable<string> All()
        {
            if (entries != all)
            {
                yield return $"{all - entries} entries stand where no account's can stand";
            }

            if (seal.Mark is null ? marked > 0 : age is null)
            {
                yield return "the seal of all logs was changed or is gone";
            }
            else if (marked != seal.Logs)
            {
                yield return $"{seal.Logs} logs were sealed together, and {marked} are there";
            }
            else if (sum != LogSum.Of(seal.Sum) && !Faults.Exists(fault => fault.Number is null)) // one that is named has another share
            {
                yield return "the logs are not as they were when they were sealed together";
            }
        }
    }
}

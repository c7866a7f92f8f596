using BlazorSessions.App.Data;

namespace BlazorSessions.App.Chain;

/// <summary>What a verification has found so far, and what that means for all logs together.</summary>
/// <param name="hashes">By which they are known.</param>
/// <param name="seal">The seal of all of them.</param>
/// <param name="now">The moment.</param>
/// <param name="all">How many entries there are.</param>
/// <param name="misspelled">How many of them have an id that is written otherwise than the program does.</param>
/// <param name="progress">Whom to tell how far it has come.</param>
internal sealed class LogTally(LogHashes hashes, LogSeal seal, DateTimeOffset now, long all, long misspelled, IProgress<LogProgress>? progress)
{
    private const int EntriesBetweenReports = 50_000;

    private readonly int? age = hashes.AgeOf(seal, now);
    private readonly List<LogFault> faults = [];
    private Dictionary<Guid, LogState> left = [];
    private ChainWalk? walk;
    private LogSum sum;
    private long entries;
    private long logs;
    private long marked;
    private long unsealed;
    private bool isReadable = true;

    // Before the first seal nothing is told from what an older version has written.
    private bool TakesIn => seal.Mark is null ? !hashes.WasSealed : age is not null && seal.AdoptsUntil > now;

    /// <summary>Some accounts, whose entries are to come.</summary>
    public void Begin(IReadOnlyList<LogState> states)
    {
        left = states.ToDictionary(state => state.User.Value);
        logs += states.Count(state => state.LastNumber > 0);
        foreach (var state in states.Where(state => state.Mark is not null))
        {
            marked++;
            sum += hashes.ShareOf(state, age ?? 0);
        }
    }

    /// <summary>The next entry, by account and number.</summary>
    public void Meet(StoredEntry entry)
    {
        if (walk?.User != entry.UserId)
        {
            End(walk);
            left.Remove(entry.UserId, out var state);
            walk = new(hashes, entry.UserId, state, seal, TakesIn);
        }

        walk.Meet(entry);
        if (++entries % EntriesBetweenReports == 0)
        {
            progress?.Report(new(entries, all));
        }
    }

    /// <summary>There are no more entries of those accounts.</summary>
    public void EndWalks()
    {
        End(walk);
        walk = null;
        foreach (var state in left.Values)
        {
            End(new(hashes, state.User.Value, state, seal, TakesIn));
        }
    }

    /// <summary>What follows cannot be read, and so is not counted.</summary>
    public void AddUnreadable(LogFault fault)
    {
        isReadable = false;
        faults.Add(fault);
    }

    public LogVerification End()
    {
        progress?.Report(new(entries, all));
        if (isReadable)
        {
            faults.AddRange(OfAll().Select(what => new LogFault(null, null, what)));
        }

        return new(entries, logs, unsealed, seal.AdoptsUntil, seal.At, seal.Number, faults);
    }

    private void End(ChainWalk? ended)
    {
        ended?.End();
        unsealed += ended?.Unsealed ?? 0;
        if (ended?.Fault is { } fault)
        {
            faults.Add(fault);
        }
    }

    private IEnumerable<string> OfAll()
    {
        if (misspelled > 0)
        {
            yield return $"{misspelled} entries have an id that is written otherwise than the program does";
        }

        if (entries != all)
        {
            yield return $"{all - entries} entries stand where no account's can stand";
        }

        if (seal.Mark is null ? marked > 0 || (logs > 0 && hashes.WasSealed) : age is null)
        {
            yield return "the seal of all logs was changed or is gone";
        }
        else if (marked != seal.Logs)
        {
            yield return $"{seal.Logs} logs were sealed together, and {marked} are there";
        }
        else if (sum != LogSum.Of(seal.Sum) && !faults.Exists(fault => fault.Number is null)) // one that is named has another share
        {
            yield return "the logs are not as they were when they were sealed together";
        }
    }
}

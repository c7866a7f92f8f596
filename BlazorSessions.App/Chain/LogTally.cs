using BlazorSessions.App.Data;

namespace BlazorSessions.App.Chain;

/// <summary>What a verification has found so far, and what that means for all logs together.</summary>
/// <param name="hashes">By which they are known.</param>
/// <param name="seal">The seal of all of them.</param>
/// <param name="all">How many entries there are.</param>
/// <param name="progress">Whom to tell how far it has come.</param>
internal sealed class LogTally(LogHashes hashes, LogSeal seal, long all, IProgress<LogProgress>? progress)
{
    private const int EntriesBetweenReports = 50_000;

    private readonly int? age = hashes.AgeOf(seal);
    private readonly List<LogFault> faults = [];
    private LogSum sum;
    private long entries;
    private long logs;
    private long marked;
    private long unsealed;
    private bool isReadable = true;

    /// <summary>One more entry was met.</summary>
    public void Count()
    {
        if (++entries % EntriesBetweenReports == 0)
        {
            progress?.Report(new(entries, all));
        }
    }

    /// <summary>A user's log is at its end.</summary>
    public void Add(ChainWalk? walk)
    {
        walk?.End();
        unsealed += walk?.Unsealed ?? 0;
        if (walk?.Fault is { } fault)
        {
            faults.Add(fault);
        }
    }

    /// <summary>An account, and where its log should stand.</summary>
    public void Add(LogState state)
    {
        logs += state.LastNumber > 0 ? 1 : 0;
        if (state.Mark is not null)
        {
            marked++;
            sum += hashes.ShareOf(state, age ?? 0);
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
        faults.AddRange(OfAll().Select(what => new LogFault(null, null, what)));
        return new(entries, logs, unsealed, seal.AdoptsUntil, seal.At, seal.Number, faults);
    }

    private IEnumerable<string> OfAll()
    {
        if (entries != all && isReadable)
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
        else if (sum != LogSum.Of(seal.Sum) && !faults.Exists(fault => fault.Number is null)) // one that is named has another share
        {
            yield return "the logs are not as they were when they were sealed together";
        }
    }
}

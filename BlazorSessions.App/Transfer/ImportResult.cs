using BlazorSessions.App.Chain;

namespace BlazorSessions.App.Transfer;

/// <summary>What became of an import. Closed: no further case can appear elsewhere.</summary>
internal abstract record ImportResult
{
    private ImportResult()
    {
    }

    /// <summary>Everything that is in the file is in the database.</summary>
    /// <param name="Counts">How many rows there are of each table.</param>
    /// <param name="Log">What came of looking at the log afterwards.</param>
    public sealed record Done(IReadOnlyDictionary<string, long> Counts, LogVerification Log) : ImportResult;

    /// <summary>Nothing was written.</summary>
    /// <param name="Why">In one line.</param>
    public sealed record Refused(string Why) : ImportResult;
}

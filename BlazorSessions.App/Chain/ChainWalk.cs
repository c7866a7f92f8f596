using System.Security.Cryptography;
using BlazorSessions.App.Data;

namespace BlazorSessions.App.Chain;

/// <summary>One user's log, met entry by entry in their order, and the first thing that is wrong with it.</summary>
/// <param name="hashes">By which an entry is known.</param>
/// <param name="user">Whose log.</param>
/// <param name="state">Where it should stand; null where there is no such account.</param>
/// <param name="seal">The seal of all logs.</param>
/// <param name="takesIn">What an older version has written may still be taken in.</param>
internal sealed class ChainWalk(LogHashes hashes, Guid user, LogState? state, LogSeal seal, bool takesIn)
{
    private long number = state?.PurgedNumber ?? 0;
    private byte[]? hash = state?.PurgedHash;

    public Guid User => user;

    /// <summary>How many of its entries are in no seal yet.</summary>
    public long Unsealed { get; private set; }

    public LogFault? Fault { get; private set; } = state is null || IsAsMarked(hashes, state)
        ? null
        : new(user, null, "what was kept of where it begins and ends was changed");

    public void Meet(StoredEntry entry)
    {
        Fault ??= FaultOf(entry);
        number = entry.Number;
        hash = entry.Hash ?? hash;
        Unsealed += number > state?.SealedNumber ? 1 : 0;
    }

    public void End()
    {
        if (state is null)
        {
            return;
        }

        var isAllGone = number == state.PurgedNumber;
        Fault ??= number < state.LastNumber || number < state.SealedNumber ? new(user, number + 1, isAllGone ? "is missing, and so are all that followed" : "is missing at the end")
            : state.IsWhole && !AreSame(hash, state.LastHash) ? new(user, number, "is not the one that was written last")
            : null;
    }

    private LogFault? FaultOf(StoredEntry entry) =>
        state is null ? new(user, entry.Number, "belongs to no account")
        : entry.Number <= state.PurgedNumber ? new(user, entry.Number, "was put in: what stood there was cleared away")
        : entry.Number > number + 1 ? new(user, number + 1, "is missing")
        : entry.Number > state.LastNumber ? new(user, entry.Number, "was put in at the end")
        : state.Mark is null && entry.Number == 1 && !takesIn && !LogHashes.IsNewBeside(seal, entry) ? new(user, 1, "was put in: the log is in no seal")
        : entry.Hash is null && !IsToBeTakenIn(entry, state) ? new(user, entry.Number, "was written by somebody without the key")
        : entry.Hash is not null && !hashes.Follows(hash, entry) ? new(user, entry.Number, "was changed, or is not the one that followed")
        : entry.Number == state.SealedNumber && !AreSame(entry.Hash ?? hash, state.SealedHash) ? new(user, entry.Number, "is not the one that was sealed")
        : null;

    private bool IsToBeTakenIn(StoredEntry entry, LogState of) =>
        takesIn && entry.Number > of.HashedNumber && entry.Number > of.SealedNumber;

    private static bool IsAsMarked(LogHashes hashes, LogState state) =>
        state.Mark is null ? state.SealedNumber == 0 && state.PurgedNumber == 0 : hashes.IsMarked(state);

    private static bool AreSame(byte[]? one, byte[]? other) => CryptographicOperations.FixedTimeEquals(one, other);
}

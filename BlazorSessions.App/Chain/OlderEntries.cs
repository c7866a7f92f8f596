using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Chain;

/// <summary>
/// Takes the entries into the chains that a version without hashes has written, and that its last node may still write for a while;
/// some in each transaction.
/// </summary>
/// <param name="db">The transaction.</param>
/// <param name="hashes">By which they are hashed.</param>
/// <param name="isOpen">That while is not over.</param>
internal sealed class OlderEntries(AppDbContext db, LogHashes hashes, bool isOpen)
{
    /// <summary>For how long after the first seal.</summary>
    public static readonly TimeSpan TakenInFor = TimeSpan.FromDays(1);

    private const int AtOnce = 1_000;

    private long left = AtOnce;

    /// <summary>The rest is for another transaction.</summary>
    public bool IsEnough => left <= 0;

    /// <summary>Where a user's log stands; under the user's lock where something is to be taken in, since nobody else may go on with the chain then.</summary>
    public async Task<LogState> StateOfAsync(User user, CancellationToken ct)
    {
        if (isOpen && !LogState.Of(db.Entry(user)).IsWhole)
        {
            await db.LockUserAsync(user.Id, ct);
            await db.Entry(user).ReloadAsync(ct);
        }

        return LogState.Of(db.Entry(user));
    }

    /// <summary>Takes in what is there, with what the older version has cleared away before it.</summary>
    /// <returns>Where the log stands then. What somebody wrote afterwards is passed over, and stays to be seen.</returns>
    public async Task<LogState> TakeInAsync(LogState state, CancellationToken ct)
    {
        if (state.IsWhole || !isOpen)
        {
            return state with { HashedNumber = state.LastNumber };
        }

        var from = state.HashedNumber;
        var entries = await db.LogEntries.Where(e => e.UserId == state.User && e.Number > from).OrderBy(e => e.Number).Take((int)left).ToListAsync(ct);
        if (state is { HashedNumber: 0, Mark: null })
        {
            var cleared = entries.Count == 0 ? state.LastNumber : entries[0].Number - 1;
            state = state with { PurgedNumber = cleared, HashedNumber = cleared };
        }

        foreach (var entry in entries)
        {
            var hash = hashes.Next(state.LastHash, StoredEntry.Of(entry));
            db.Entry(entry).Property(e => e.Hash).CurrentValue = hash;
            state = state with { HashedNumber = entry.Number, LastHash = hash };
        }

        left -= entries.Count;
        return state;
    }
}

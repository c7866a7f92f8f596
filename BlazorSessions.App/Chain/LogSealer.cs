using System.Security.Cryptography;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Chain;

/// <summary>
/// Seals all logs together every few seconds: where each of them stands, and how many there are. From then on a log that is cut
/// off at its end, or gone as a whole, is missed. A log that does not go on from where it was sealed is left as it is: sealed
/// over, nobody could tell any more. A node that finds nothing new writes nothing.
/// </summary>
public sealed partial class LogSealer(
    IDbContextFactory<AppDbContext> contexts,
    WriteGate gate,
    LogKeys keys,
    SecurityLog log,
    TimeProvider clock,
    ILogger<LogSealer> logger) : DatabaseRounds(Every, logger)
{
    private const int RoundsUntilTold = 2;
    private const int RoundsBetweenWarnings = 360; // an hour
    private const int UsersAtOnce = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private volatile int broken; // rounds in a row
    private bool hasBegun;
    private bool isToldOf;

    /// <summary>What was sealed is as this program left it. Once it may seem not to be, where another process has just changed the key file.</summary>
    public bool IsSound => broken < RoundsUntilTold;

    /// <summary>The start waits for a first step, which says whether there is anything to be taken in.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRoundAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Seals all that is not sealed yet.</summary>
    /// <returns>False when the seal, or the mark of a log, is not as this program left it.</returns>
    public async Task<bool> SealAsync(CancellationToken ct)
    {
        var (isMore, isSound) = (true, true);
        while (isMore && await IsNeededAsync(ct))
        {
            (isMore, isSound) = await SealSomeAsync(ct);
        }

        return isSound;
    }

    /// <summary>
    /// Seals every log as it is now, whatever was sealed before. For an operator who has looked into what is wrong: what was taken
    /// away stays away, and entries that are not what was written stay wrong, but from now on nothing more is done unseen.
    /// </summary>
    /// <returns>How many logs.</returns>
    public async Task<long> SealAnewAsync(CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var seal = await HeldSeal.TakeOverAsync(db, keys.Now, clock.GetUtcNow(), ct);
        await foreach (var user in db.Users.AsAsyncEnumerable().WithCancellation(ct))
        {
            seal.PutAnew(db.Entry(user));
        }

        seal.Close();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        log.Warn("LogAccepted", "operator", default);
        return seal.Logs;
    }

    /// <summary>One round: the first does one step, so that a start does not wait for a long log. What is not sound is told.</summary>
    public async Task StepAsync(CancellationToken ct)
    {
        var isSound = hasBegun ? await SealAsync(ct) : !await IsNeededAsync(ct) || (await SealSomeAsync(ct)).IsSound;
        (hasBegun, broken) = (true, isSound ? 0 : broken + 1);
        if (broken % RoundsBetweenWarnings == RoundsUntilTold)
        {
            log.Warn("LogSealBroken", "run-log-verify", default);
        }
        else if (isSound)
        {
            NoteInKeyFile();
        }
    }

    protected override Task RoundAsync(CancellationToken ct) => StepAsync(ct);

    // Where a node may only read it, whoever can write it has to: without the note a database that looks as if it was never sealed is believed.
    private void NoteInKeyFile()
    {
        try
        {
            keys.NoteSealed(clock.GetUtcNow());
        }
        catch (SettingsException e) when (!isToldOf)
        {
            isToldOf = true;
            LogNotNoted(e.Message);
        }
        catch (SettingsException)
        {
            // That was said.
        }
    }

    // Asked without a lock: most of the time there is nothing to do.
    private async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.UnsealedUsers.AnyAsync(ct) || keys.Now.AgeOf(await db.ReadSealAsync(ct), clock.GetUtcNow()) != 0;
    }

    private async Task<(bool IsMore, bool IsSound)> SealSomeAsync(CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var hashes = keys.Now;
        if (await HeldSeal.LockAsync(db, hashes, clock.GetUtcNow(), ct) is not { } seal)
        {
            return (false, false);
        }

        var (done, older) = (0, new OlderEntries(db, hashes, seal.TakesIn));
        var users = await db.UnsealedUsers.Take(UsersAtOnce).ToListAsync(ct);
        var unsealed = (await db.UnsealedEntries(users.Select(u => u.Id)).ToListAsync(ct)).ToLookup(e => e.UserId);
        foreach (var user in users.TakeWhile(_ => !older.IsEnough))
        {
            var state = await older.StateOfAsync(user, ct);
            if (!GoesOn(hashes, state, unsealed[user.Id.Value]) || !seal.MayBegin(state, unsealed[user.Id.Value]))
            {
                continue;
            }

            state = await older.TakeInAsync(state, ct);
            var isFurther = state.HashedNumber > LogState.Of(db.Entry(user)).SealedNumber;
            done += isFurther && seal.Put(db.Entry(user), state with { SealedNumber = state.HashedNumber, SealedHash = state.LastHash }) ? 1 : 0;
        }

        seal.Close();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (done > 0 && (users.Count == UsersAtOnce || older.IsEnough), done == users.Count || older.IsEnough);
    }

    // From where it was sealed to where the user's row says that it is; one may have come further since that was read.
    private static bool GoesOn(LogHashes hashes, LogState state, IEnumerable<StoredEntry> unsealed) =>
        hashes.GoOn(state.SealedNumber, state.SealedHash, unsealed.Where(e => e.Number <= state.HashedNumber)) is var (number, hash)
        && number == state.HashedNumber && CryptographicOperations.FixedTimeEquals(hash, state.LastHash);

    [LoggerMessage(LogLevel.Warning, "The key file should have the line \"sealed\" with a time, and cannot be written: {Why}")]
    private partial void LogNotNoted(string why);
}

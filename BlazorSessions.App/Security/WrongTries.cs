using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Security;

/// <summary>
/// Counts wrong passwords and recovery codes of an account, for all nodes together, and makes the next try wait by
/// <see cref="Lockout"/>. The database holds no name for what is counted but a keyed hash.
/// </summary>
public sealed partial class WrongTries(
    IDbContextFactory<AppDbContext> contexts,
    WriteGate gate,
    KeyFile keys,
    Lockout rule,
    RateLimitSettings settings,
    TimeProvider clock,
    ILogger<WrongTries> logger)
{
    private const int RowsAtOnce = 500;

    private const string Purpose = "limits";

    public async Task<TryOutcome> TakeAsync(Guesser guesser, CancellationToken ct)
    {
        if (!settings.Enabled)
        {
            return new TryOutcome.Taken(0);
        }

        using var turn = await gate.EnterAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var count = await db.LockTriesAsync(KeyOf(guesser), now, ct);
        var before = count.LastAt;
        if (count.Take(rule, now) is { } next)
        {
            return new TryOutcome.TooMany(next);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new TryOutcome.Taken(count.Failures, before);
    }

    /// <summary>
    /// A right one came: those before it are forgotten. It is asked for when what the password was for is done, so a database
    /// that fails here is no reason to say that it was not: then the next right one has them forgotten.
    /// </summary>
    public async Task ForgiveAsync(params IEnumerable<Guesser> guessers)
    {
        if (!settings.Enabled)
        {
            return;
        }

        var hashes = guessers.Select(KeyOf).ToList();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            await db.TryCounts.Where(c => hashes.Contains(c.Key)).ExecuteDeleteAsync();
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            LogStillCounted(e);
        }
    }

    /// <summary>A try that was taken was not made: all is as before, but for others that were taken meanwhile.</summary>
    public async Task GiveBackAsync(Guesser guesser, TryOutcome taken)
    {
        if (taken is not TryOutcome.Taken { Failures: > 0 and var failures, LastBefore: var before })
        {
            return;
        }

        var hash = KeyOf(guesser);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await contexts.CreateDbContextAsync();
        await db.TryCounts.Where(c => c.Key == hash && c.Failures > 0)
            .ExecuteUpdateAsync(c => c
                .SetProperty(x => x.LastAt, x => x.Failures == failures ? before : x.LastAt)
                .SetProperty(x => x.Failures, x => x.Failures - 1));
    }

    /// <summary>The counts of an account that there are.</summary>
    public async Task<IReadOnlyList<TryCount>> OfAsync(AppDbContext db, UserId user, CancellationToken ct)
    {
        var hashes = await KeysOfAsync(db, user, ct);
        return await db.TryCounts.AsNoTracking().Where(c => hashes.Contains(c.Key)).ToListAsync(ct);
    }

    /// <summary>Deletes what is counted of an account, within a transaction.</summary>
    public async Task DeleteAsync(AppDbContext db, UserId user, CancellationToken ct)
    {
        var hashes = await KeysOfAsync(db, user, ct);
        await db.TryCounts.Where(c => hashes.Contains(c.Key)).ExecuteDeleteAsync(ct);
    }

    /// <summary>Deletes counts that are forgotten, some at a time.</summary>
    public async Task PurgeAsync(CancellationToken ct)
    {
        var until = clock.GetUtcNow() - rule.Forgotten;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var old = await db.TryCounts.Where(c => c.LastAt <= until).OrderBy(c => c.LastAt).Take(RowsAtOnce).Select(c => c.Key).ToListAsync(ct);
        if (old.Count > 0)
        {
            using var turn = await gate.EnterAsync(ct);
            await db.TryCounts.Where(c => old.Contains(c.Key) && c.LastAt <= until).ExecuteDeleteAsync(ct);
        }
    }

    private async Task<List<string>> KeysOfAsync(AppDbContext db, UserId user, CancellationToken ct)
    {
        if (await db.Users.Where(u => u.Id == user).Select(u => u.Email).SingleOrDefaultAsync(ct) is not { } email)
        {
            return [];
        }

        var devices = await db.KnownDevices.Where(d => d.UserId == user).Select(d => d.Key).ToListAsync(ct);
        return
        [
            KeyOf(Guesser.OfPassword(email, null)), KeyOf(Guesser.OfRecoveryCode(email)),
            .. devices.Select(device => KeyOf(Guesser.OfPassword(email, device))),
        ];
    }

    private string KeyOf(Guesser guesser) => Base64Url.EncodeToString(
        HMACSHA256.HashData(keys.DeriveKey(Purpose), Encoding.UTF8.GetBytes($"{guesser.What}\n{guesser.Email}\n{guesser.KnownDevice?.Value}")));

    [LoggerMessage(LogLevel.Warning, "Wrong tries could not be forgotten, though a right one came")]
    private partial void LogStillCounted(Exception exception);
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Writes down what time has ended, with the moment at which it ended, deletes the accounts that are due, and clears the log
/// of what is older than <c>Log:Retention</c>, and wrong tries that are forgotten. Little at a time, so that nobody waits for it; of several nodes one does it at a time.
/// </summary>
public sealed partial class Housekeeping(
    IDbContextFactory<AppDbContext> contexts,
    SessionRegistry registry,
    LogPurge purge,
    AccountEraser eraser,
    WrongTries tries,
    SessionPolicy policy,
    TimeProvider clock,
    ILogger<Housekeeping> logger) : DatabaseRounds(Every, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private const int UsersAtOnce = 100;

    /// <summary>One round.</summary>
    /// <returns>False when another node is at it.</returns>
    public async Task<bool> TidyAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var turn = await db.TryLockHousekeepingAsync(ct);
        if (turn is null)
        {
            return false;
        }

        foreach (var user in await UsersWithOverdueAsync(ct))
        {
            await CloseOverdueAsync(user, ct);
        }

        await eraser.EraseDueAsync(ct);
        await purge.PurgeAsync(clock.GetUtcNow(), ct);
        await tries.PurgeAsync(ct);
        return true;
    }

    protected override Task RoundAsync(CancellationToken ct) => TidyAsync(ct);

    // What fails with one user is no reason to leave the others.
    private async Task CloseOverdueAsync(UserId user, CancellationToken ct)
    {
        try
        {
            await using var locked = await registry.LockAsync(user, ct); // loading them ends what is overdue
            await (locked?.CommitAsync(ct) ?? Task.CompletedTask);
        }
        catch (DbUpdateException e)
        {
            LogNotClosed(user, e);
        }
    }

    private async Task<List<UserId>> UsersWithOverdueAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var usedAfter = now - policy.IdleTimeout;
        var openedAfter = now - policy.AbsoluteLifetime;
        return await db.Sessions
            .Where(s => s.EndedAt == null && (s.WaitsUntil <= now || s.LastSeenAt <= usedAfter || s.OpenedAt <= openedAfter))
            .Select(s => s.UserId).Distinct().OrderBy(id => id).Take(UsersAtOnce)
            .ToListAsync(ct);
    }

    [LoggerMessage(LogLevel.Error, "What time has ended could not be written down for user {User}")]
    private partial void LogNotClosed(UserId user, Exception exception);
}

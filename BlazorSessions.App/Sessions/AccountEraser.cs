using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>Deletes accounts whose time has come: every row that is theirs.</summary>
public sealed class AccountEraser(
    IDbContextFactory<AppDbContext> contexts,
    WriteGate gate,
    SessionRegistry registry,
    WrongTries tries,
    LogKeys logKeys,
    SecurityLog log,
    TimeProvider clock)
{
    private const int AtOnce = 20;

    /// <summary>Deletes the accounts that are due, some at a time.</summary>
    public async Task EraseDueAsync(CancellationToken ct)
    {
        foreach (var user in await DueAsync(ct))
        {
            await EraseAsync(user, ct);
        }
    }

    /// <summary>Deletes an account, if it is due.</summary>
    /// <returns>False when it is due and its rows had to stay, since the seal of the logs is not as it was left.</returns>
    public async Task<bool> EraseAsync(UserId user, CancellationToken ct)
    {
        if (!await EndSessionsAsync(user, ct))
        {
            return true;
        }

        if (!await DeleteRowsAsync(user, ct))
        {
            return false;
        }

        log.Note("AccountErased", "done", new(user));
        return true;
    }

    private async Task<List<UserId>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.Where(u => u.DeletesAt <= now).OrderBy(u => u.DeletesAt).Take(AtOnce).Select(u => u.Id).ToListAsync(ct);
    }

    // First, so that its pages are told and leave.
    private async Task<bool> EndSessionsAsync(UserId user, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(user, ct, evenIfGone: true);
        if (locked is null || !locked.User.IsGoneAt(clock.GetUtcNow()))
        {
            return false;
        }

        locked.Sessions.EndAll();
        await locked.CommitAsync(ct);
        return true;
    }

    // Nobody takes the lock of a user who is gone, so nothing can come between the two. While the seal of the logs is not as it was
    // left, no log goes out of it: it is tried again.
    private async Task<bool> DeleteRowsAsync(UserId user, CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await TakeFromSealAsync(db, user, ct))
        {
            return false;
        }

        await tries.DeleteAsync(db, user, ct);
        await db.Approvals.Where(a => a.UserId == user).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(s => s.UserId == user).ExecuteDeleteAsync(ct);
        await db.KnownDevices.Where(d => d.UserId == user).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(c => c.UserId == user).ExecuteDeleteAsync(ct);
        await db.DismissedNotices.Where(d => d.UserId == user).ExecuteDeleteAsync(ct);
        await db.LogEntries.Where(e => e.UserId == user).ExecuteDeleteAsync(ct);
        await db.Users.Where(u => u.Id == user).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<bool> TakeFromSealAsync(AppDbContext db, UserId user, CancellationToken ct)
    {
        if (await HeldSeal.LockAsync(db, logKeys.Now, clock.GetUtcNow(), ct) is not { } seal)
        {
            return false;
        }

        var state = await db.Users.Where(u => u.Id == user).Select(LogState.OfUser).SingleOrDefaultAsync(ct);
        if (state?.Mark is not null && seal.Take(state))
        {
            seal.Close();
            await db.SaveChangesAsync(ct);
        }

        return true;
    }
}

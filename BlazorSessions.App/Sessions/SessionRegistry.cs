using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>The one way to sessions in the database: look one up, read a user's, or take them under the lock to change them.</summary>
public sealed class SessionRegistry(
    IDbContextFactory<AppDbContext> contexts,
    WriteGate gate,
    ISessionBackplane backplane,
    SessionPolicy policy,
    ApprovalPolicy approvalPolicy,
    TimeProvider clock)
{
    /// <summary>Finds the session of a token, and when <paramref name="isActivity"/> slides its idle end.</summary>
    public async Task<SessionLookup> FindAsync(OpaqueToken token, bool isActivity, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        TokenHash? hash = token.Hash();
        var found = await db.Sessions.AsNoTracking()
            .Where(s => s.TokenHash == hash)
            .Join(db.Users.AsNoTracking(), s => s.UserId, u => u.Id, (session, user) => new { session, user })
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return new SessionLookup.Unknown();
        }

        var now = clock.GetUtcNow();
        if (policy.EndOf(found.session, now) is { } end)
        {
            return new SessionLookup.Ended(end.Reason);
        }

        return isActivity && policy.IsWorthTouching(found.session, now) && !await TouchAsync(db, found.session, ct)
            ? await FindAsync(token, isActivity: false, ct) // it ended meanwhile: ask why
            : new SessionLookup.Open(found.user, found.session);
    }

    /// <summary>Reads a user's living sessions without a lock, as they are at this moment: to show, not to decide.</summary>
    public async Task<UserSessions> ReadAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct); // tracking, so that a session is one object in both queries
        return await LoadAsync(db, user, ct);
    }

    /// <summary>Reads one sign-in of a user, whether it lives or is over; null when there is none.</summary>
    public async Task<Session?> ReadAsync(UserId user, SessionId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == user && s.Id == id, ct);
    }

    /// <summary>Takes a user's sessions under that user's lock; null when there is no such user.</summary>
    public async Task<LockedUser?> LockAsync(UserId id, CancellationToken ct)
    {
        var locked = await LockedUser.BeginAsync(contexts, gate, backplane, ct);
        try
        {
            if (await locked.Database.LockUserAsync(id, ct) is not { } user)
            {
                await locked.DisposeAsync();
                return null;
            }

            locked.Hold(user, await LoadAsync(locked.Database, id, ct));
            return locked;
        }
        catch
        {
            await locked.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a new user and takes it under its lock; null when the address already has an account.</summary>
    public async Task<LockedUser?> EnrolAsync(User user, CancellationToken ct)
    {
        var locked = await LockedUser.BeginAsync(contexts, gate, backplane, ct);
        try
        {
            locked.Database.Add(user);
            await locked.Database.SaveChangesAsync(ct);
            locked.Hold(user, await LoadAsync(locked.Database, user.Id, ct));
            return locked;
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            await locked.DisposeAsync();
            return null;
        }
        catch
        {
            await locked.DisposeAsync();
            throw;
        }
    }

    private async Task<UserSessions> LoadAsync(AppDbContext db, UserId user, CancellationToken ct)
    {
        var sessions = await db.Sessions.Where(s => s.UserId == user && s.EndedAt == null).ToListAsync(ct);
        var approvals = await db.Approvals.Include(a => a.Session)
            .Where(a => a.UserId == user && a.Session.EndedAt == null)
            .ToListAsync(ct);

        // Read after the lock is held: on PostgreSQL the wait for it can be long.
        return new(user, sessions, approvals, policy, approvalPolicy, clock.GetUtcNow());
    }

    // One statement writes and proves: a session that ended meanwhile, also by time, is not touched, and no row says so.
    private async Task<bool> TouchAsync(AppDbContext db, Session session, CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        var now = clock.GetUtcNow();
        var usedAfter = now - policy.IdleTimeout;
        var touched = await db.Sessions
            .Where(s => s.UserId == session.UserId && s.Id == session.Id && s.EndedAt == null && s.LastSeenAt > usedAfter)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), ct);
        session.SeenAt(now);
        return touched == 1;
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.App.Security;
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
    SecurityLog log,
    LastSeenBook lastSeen,
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

        return await JudgeAsync(db, found.session, isActivity, ct) is { } end
            ? new SessionLookup.Ended(found.session, end.Reason)
            : new SessionLookup.Open(found.user, found.session);
    }

    /// <summary>Finds the sign-in that a waiting device asked for, whether it still waits or is over; null once it is collected or cleared away.</summary>
    public async Task<CircuitOwner?> FindWaitingAsync(OpaqueToken token, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var hash = token.Hash();
        return await db.Approvals.Where(a => a.WaitingToken == hash)
            .Select(a => new CircuitOwner(a.UserId, a.SessionId)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Somebody uses the open page of a session.</summary>
    /// <returns>False when the session is over.</returns>
    public async Task<bool> UseAsync(CurrentSession current, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, current.User, current.Session, ct) is { IsOpen: true } session
            && await JudgeAsync(db, session, isActivity: true, ct) is null;
    }

    /// <summary>Reads a user's living sessions without a lock, as they are at this moment: to show, not to decide.</summary>
    public async Task<UserSessions> ReadAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct); // tracking, so that a session is one object in both queries
        return await LoadAsync(db, user, withDevices: false, ct);
    }

    /// <summary>Reads one sign-in of a user, whether it lives or is over; null when there is none.</summary>
    public async Task<Session?> ReadAsync(UserId user, SessionId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var session = await FindAsync(db, user, id, ct);
        if (session is not null)
        {
            lastSeen.Apply(session);
        }

        return session;
    }

    /// <summary>Takes a user's sessions under that user's lock; null when there is no such user.</summary>
    /// <param name="id">Which user.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <param name="evenIfGone">Also one whose deletion is due, for whoever carries it out.</param>
    public async Task<LockedUser?> LockAsync(UserId id, CancellationToken ct, bool evenIfGone = false)
    {
        var locked = await LockedUser.BeginAsync(contexts, gate, backplane, log, ct);
        try
        {
            if (await locked.Database.LockUserAsync(id, ct) is not { } user || (user.IsGoneAt(clock.GetUtcNow()) && !evenIfGone))
            {
                await locked.DisposeAsync();
                return null;
            }

            locked.Hold(user, await LoadAsync(locked.Database, id, withDevices: true, ct));
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
        var locked = await LockedUser.BeginAsync(contexts, gate, backplane, log, ct);
        try
        {
            locked.Database.Add(user);
            await locked.Database.SaveChangesAsync(ct);
            locked.Hold(user, await LoadAsync(locked.Database, user.Id, withDevices: true, ct));
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

    private static Task<Session?> FindAsync(AppDbContext db, UserId user, SessionId id, CancellationToken ct) =>
        db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == user && s.Id == id, ct);

    // Whether a session is over and, where somebody uses it and it is not, its idle end put off.
    private async Task<SessionEnd?> JudgeAsync(AppDbContext db, Session session, bool isActivity, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mayWriteLater = policy.MayWriteLater(session, now);
        lastSeen.Apply(session);
        if (policy.EndOf(session, now) is { } end)
        {
            return end;
        }

        if (!isActivity)
        {
            return null;
        }

        if (mayWriteLater)
        {
            lastSeen.Note(session, now);
            return null;
        }

        if (await WriteSeenAsync(db, session, now, ct))
        {
            session.SeenAt(now);
            return null;
        }

        // It ended meanwhile: ask why.
        return await FindAsync(db, session.UserId, session.Id, ct) is { } ended ? policy.EndOf(ended, clock.GetUtcNow()) : null;
    }

    // Which devices are known matters to commands alone.
    private async Task<UserSessions> LoadAsync(AppDbContext db, UserId user, bool withDevices, CancellationToken ct)
    {
        var sessions = await db.Sessions.Where(s => s.UserId == user && s.EndedAt == null).ToListAsync(ct);
        var approvals = await db.Approvals.Include(a => a.Session)
            .Where(a => a.UserId == user && a.Session.EndedAt == null)
            .ToListAsync(ct);
        var devices = withDevices ? await db.KnownDevices.Where(d => d.UserId == user).ToListAsync(ct) : [];
        sessions.ForEach(lastSeen.Apply);

        // Read after the lock is held: on PostgreSQL the wait for it can be long.
        return new(user, sessions, approvals, devices, policy, approvalPolicy, clock.GetUtcNow());
    }

    // One statement writes and proves: a session that ended meanwhile, also by time, is not touched, and no row says so.
    // What is noted goes first, since it may be what the session lives by.
    private async Task<bool> WriteSeenAsync(AppDbContext db, Session session, DateTimeOffset now, CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        if (lastSeen.Of(session) is { } noted)
        {
            await db.WriteLastSeenAsync([noted], policy.IdleTimeout, ct);
        }

        return (await db.WriteLastSeenAsync([new(session.UserId, session.Id, now)], policy.IdleTimeout, ct)).Count == 1;
    }
}

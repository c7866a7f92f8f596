using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <content>Finding the session of a request or an open page, and noting that it is used.</content>
public sealed partial class SessionRegistry
{
    /// <summary>Finds the session of a token, and when <paramref name="isActivity"/> slides its idle end.</summary>
    public ValueTask<SessionLookup> FindAsync(OpaqueToken token, bool isActivity, CancellationToken ct)
    {
        var open = cache.Find(token) is { } cached ? FromCache(cached, isActivity) : null;
        meter.LookedUp(isCached: open is not null);
        return open is not null ? new(open) : new(ReadAsync(token, isActivity, ct));
    }

    /// <summary>Finds the sign-in that a waiting device asked for, whether it still waits or is over; null once it is collected or cleared away.</summary>
    public async Task<CircuitOwner?> FindWaitingAsync(OpaqueToken token, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var hash = token.Hash();
        return await db.Approvals.Where(a => a.WaitingToken == hash)
            .Select(a => new CircuitOwner(a.UserId, a.SessionId)).SingleOrDefaultAsync(ct);
    }

    /// <summary>How many sessions a user may have open.</summary>
    public async Task<int> LimitOfAsync(UserId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct) is { } user ? policy.For(user) : policy).MaxConcurrent;
    }

    /// <summary>Somebody uses the open page of a session.</summary>
    /// <returns>False when the session is over.</returns>
    public async Task<bool> UseAsync(CurrentSession current, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, current.User, current.Session, ct) is { IsOpen: true } session
            && await JudgeAsync(db, session, isActivity: true, ct) is null;
    }

    // Null when the row has to be asked: where time may have ended the session, or a use could decide whether it lives.
    private SessionLookup.Open? FromCache(CachedSession cached, bool isActivity)
    {
        var (found, now) = (cached.Found, clock.GetUtcNow());
        if (!cached.MayBeUsedAt(now) || policy.EndOf(found.Session, now) is not null)
        {
            return null;
        }

        if (!policy.IsNews(found.Session, now))
        {
            return found;
        }

        if (isActivity)
        {
            lastSeen.Note(found.Session.UserId, found.Session.Id, now);
            return cached.UsedAt(now);
        }

        return lastSeen.Of(found.Session) is { } seen && seen.At > found.Session.LastSeenAt ? cached.UsedAt(seen.At) : found;
    }

    private async Task<SessionLookup> ReadAsync(OpaqueToken token, bool isActivity, CancellationToken ct)
    {
        var changesBefore = cache.Changes;
        await using var db = await contexts.CreateDbContextAsync(ct);
        TokenHash? hash = token.Hash();
        var found = await db.Sessions.AsNoTracking()
            .Where(s => s.TokenHash == hash)
            .Join(db.Users.AsNoTracking(), s => s.UserId, u => u.Id, (session, user) => new { session, user })
            .SingleOrDefaultAsync(ct);
        if (found is null || found.user.IsGoneAt(clock.GetUtcNow()))
        {
            return new SessionLookup.Unknown(); // as it is when the rows are gone, which may be in this moment
        }

        var writesLaterUntil = policy.WritesLaterUntil(found.session);
        if (await JudgeAsync(db, found.session, isActivity, ct) is { } end)
        {
            return new SessionLookup.Ended(found.session, end.Reason);
        }

        var open = new SessionLookup.Open(found.user, found.session);
        cache.Keep(token, new(open, changesBefore, writesLaterUntil));
        return open;
    }

    private static Task<Session?> FindAsync(AppDbContext db, UserId user, SessionId id, CancellationToken ct) =>
        db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == user && s.Id == id, ct);

    // Whether a session is over and, where somebody uses it and it is not, its idle end put off.
    private async Task<SessionEnd?> JudgeAsync(AppDbContext db, Session session, bool isActivity, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mayWriteLater = policy.WritesLaterUntil(session) > now;
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
            lastSeen.Note(session.UserId, session.Id, now);
            session.SeenAt(now);
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

using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.App.Security;
using BlazorSessions.App.Telemetry;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>The one way to sessions in the database: look one up, read a user's, or take them under the lock to change them.</summary>
public sealed partial class SessionRegistry(
    IDbContextFactory<AppDbContext> contexts,
    WriteGate gate,
    ISessionBackplane backplane,
    SessionCache cache,
    LogKeys logKeys,
    SecurityLog log,
    SessionMeter meter,
    LastSeenBook lastSeen,
    SessionPolicy policy,
    ApprovalPolicy approvalPolicy,
    TimeProvider clock)
{
    // Asked for by every command, so the queries are put together once.
    private readonly Func<AppDbContext, UserId, IAsyncEnumerable<Session>> sessionsOf = EF.CompileAsyncQuery(
        (AppDbContext db, UserId user) => db.Sessions.Where(s => s.UserId == user && s.EndedAt == null));

    private readonly Func<AppDbContext, UserId, IAsyncEnumerable<KnownDevice>> devicesOf = EF.CompileAsyncQuery(
        (AppDbContext db, UserId user) => db.KnownDevices.Where(d => d.UserId == user));

    /// <summary>Reads a user's living sessions without a lock, as they are at this moment: to show, not to decide.</summary>
    public async Task<UserSessions> ReadAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct); // tracking, so that a session is one object in both queries
        return await LoadAsync(db, user, policy, withDevices: false, ct);
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
        using var span = Spans.Start("lock user");
        var locked = await LockedUser.BeginAsync(contexts, gate, backplane, cache, logKeys.Now, log, meter, ct);
        try
        {
            if (await locked.Database.LockUserAsync(id, ct) is not { } user || (user.IsGoneAt(clock.GetUtcNow()) && !evenIfGone))
            {
                await locked.DisposeAsync();
                return null;
            }

            locked.Hold(user, await LoadAsync(locked.Database, id, policy.For(user), withDevices: true, ct));
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
        var locked = await LockedUser.BeginAsync(contexts, gate, backplane, cache, logKeys.Now, log, meter, ct);
        try
        {
            locked.Database.Add(user);
            await locked.Database.SaveChangesAsync(ct);
            locked.Hold(user, await LoadAsync(locked.Database, user.Id, policy, withDevices: true, ct));
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

    // Which devices are known matters to commands alone, and an approval is of a sign-in that is neither open nor over.
    private async Task<UserSessions> LoadAsync(AppDbContext db, UserId user, SessionPolicy rules, bool withDevices, CancellationToken ct)
    {
        var sessions = await sessionsOf(db, user).ToListAsync(ct);
        var approvals = sessions.TrueForAll(s => s.IsOpen) ? []
            : await db.Approvals.Include(a => a.Session).Where(a => a.UserId == user && a.Session.EndedAt == null).ToListAsync(ct);
        var devices = withDevices ? await devicesOf(db, user).ToListAsync(ct) : [];
        sessions.ForEach(lastSeen.Apply);

        // Read after the lock is held: on PostgreSQL the wait for it can be long.
        return new(user, sessions, approvals, devices, rules, approvalPolicy, clock.GetUtcNow());
    }
}

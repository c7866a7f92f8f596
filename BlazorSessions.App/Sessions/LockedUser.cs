using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.App.Security;
using BlazorSessions.App.Telemetry;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// One user's rows inside one transaction that nobody else can decide in. Use: lock, let the domain decide, commit.
/// Leaving it without a commit changes nothing.
/// </summary>
public sealed class LockedUser : IAsyncDisposable
{
    private readonly ISessionBackplane backplane;
    private readonly SessionCache cache;
    private readonly LogHashes hashes;
    private readonly SecurityLog log;
    private readonly SessionMeter meter;
    private readonly IDisposable? turn;
    private readonly IDbContextTransaction transaction;
    private RecoveryCodes? codes;

    private LockedUser(
        AppDbContext database,
        ISessionBackplane backplane,
        SessionCache cache,
        LogHashes hashes,
        SecurityLog log,
        SessionMeter meter,
        IDisposable? turn,
        IDbContextTransaction transaction)
    {
        Database = database;
        this.backplane = backplane;
        this.cache = cache;
        this.hashes = hashes;
        this.log = log;
        this.meter = meter;
        this.turn = turn;
        this.transaction = transaction;
    }

    public User User { get; private set; } = null!;

    public UserSessions Sessions { get; private set; } = null!;

    internal AppDbContext Database { get; }

    /// <summary>The user's recovery codes, to be saved with the rest.</summary>
    public async Task<RecoveryCodes> CodesAsync(DateTimeOffset now, CancellationToken ct) =>
        codes ??= new(User.Id, await Database.RecoveryCodes.Where(c => c.UserId == User.Id).ToListAsync(ct), now);

    /// <summary>Gives the codes from before their time anew, where what was changed at this session may still be undone.</summary>
    public Task KeepFormerCodesAsync(SessionId by, DateTimeOffset now, CancellationToken ct) => KeepFormerCodesAsync(Sessions.MayBeUndone(by), now, ct);

    /// <summary>The same for what was changed on a device without a session.</summary>
    public Task KeepFormerCodesAsync(Device on, DateTimeOffset now, CancellationToken ct) => KeepFormerCodesAsync(Sessions.MayBeUndone(on), now, ct);

    /// <summary>The user's sign-ins since then that are over and had to ask, or found no room.</summary>
    public Task<List<Session>> RecentSignInsAsync(DateTimeOffset since, CancellationToken ct) => Database.Sessions.AsNoTracking()
        .Where(s => s.UserId == User.Id && s.AskedAt > since && s.EndedAt != null && (s.OpenedAt == null || s.ApprovedBy != null))
        .ToListAsync(ct);

    /// <summary>Saves what the domain decided, writes it down, commits, and tells whoever listens, the security log and the meter.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        TrackChanges();
        WriteLog();
        var isChanged = await Database.SaveChangesAsync(ct) > 0;
        IReadOnlyList<SessionSignal> signals = Sessions.Events.Count > 0 ? [.. Sessions.Events.Select(SessionSignal.Of)]
            : isChanged ? [SessionSignal.Changed(User.Id)]
            : [];
        await backplane.EnlistAsync(Database, signals, ct);
        try
        {
            await transaction.CommitAsync(ct);
        }
        finally
        {
            cache.Evict(User.Id); // here at once, and also when nobody knows whether it was committed: whoever asked may ask again
        }

        backplane.Committed(signals);
        foreach (var happened in Sessions.Events)
        {
            log.Write(happened);
            meter.Count(happened);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
            await Database.DisposeAsync();
        }
        finally
        {
            turn?.Dispose();
        }
    }

    internal static async Task<LockedUser> BeginAsync(
        IDbContextFactory<AppDbContext> contexts,
        WriteGate gate,
        ISessionBackplane backplane,
        SessionCache cache,
        LogHashes hashes,
        SecurityLog log,
        SessionMeter meter,
        CancellationToken ct)
    {
        var turn = await gate.EnterAsync(ct);
        AppDbContext? db = null;
        try
        {
            db = await contexts.CreateDbContextAsync(ct);
            return new(db, backplane, cache, hashes, log, meter, turn, await db.Database.BeginTransactionAsync(ct));
        }
        catch
        {
            await (db?.DisposeAsync() ?? ValueTask.CompletedTask);
            turn?.Dispose();
            throw;
        }
    }

    internal void Hold(User user, UserSessions sessions)
    {
        User = user;
        Sessions = sessions;
    }

    private async Task KeepFormerCodesAsync(bool mayBeUndone, DateTimeOffset now, CancellationToken ct)
    {
        if (mayBeUndone)
        {
            (await CodesAsync(now, ct)).KeepFormer();
        }
    }

    private void TrackChanges()
    {
        Database.AddRange(Sessions.Sessions.Where(s => Database.Entry(s).State == EntityState.Detached));
        Database.AddRange(Sessions.Approvals.Where(a => Database.Entry(a).State == EntityState.Detached));
        Database.RemoveRange(Sessions.Approvals.Where(a => a.Session.IsOpen)); // collected: it has done its work
        TrackAll(Sessions.Devices);
        if (codes is not null)
        {
            TrackAll(codes.Stored);
        }
    }

    // What was loaded and is no longer there is deleted.
    private void TrackAll<T>(IReadOnlyList<T> kept)
        where T : class
    {
        Database.RemoveRange(Database.Set<T>().Local.Except(kept).ToList());
        Database.AddRange(kept.Where(row => Database.Entry(row).State == EntityState.Detached));
    }

    // Where an older version has written what is not in the chain yet, the sealer takes that and this in later.
    private void WriteLog()
    {
        var state = LogState.Of(Database.Entry(User));
        foreach (var happened in Sessions.Events)
        {
            var entry = LogEntry.Of(happened, state.LastNumber + 1);
            if (state.IsWhole)
            {
                entry = entry with { Hash = hashes.Next(state.LastHash, StoredEntry.Of(entry)) };
                state = state with { HashedNumber = entry.Number, LastHash = entry.Hash };
            }

            Database.Add(entry);
            state = state with { LastNumber = entry.Number };
        }

        state.SetIn(Database.Entry(User));
    }
}

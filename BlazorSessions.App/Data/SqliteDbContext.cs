using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorSessions.App.Data;

/// <summary>The embedded database, for one process.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : AppDbContext(options)
{
    // A transaction is BEGIN IMMEDIATE here, so whoever is in one is the only writer: no row needs a lock of its own.
    public override Task<User?> LockUserAsync(UserId id, CancellationToken ct) =>
        Users.SingleOrDefaultAsync(u => u.Id == id, ct);

    public override async Task<TryCount> LockTriesAsync(string key, DateTimeOffset now, CancellationToken ct) =>
        await TryCounts.SingleOrDefaultAsync(c => c.Key == key, ct) ?? TryCounts.Add(new(key, now)).Entity;

    // The database is in this process, so a statement for each costs no journey.
    public override async Task<IReadOnlyList<SessionId>> WriteLastSeenAsync(
        IReadOnlyList<Sighting> seen, TimeSpan idleTimeout, CancellationToken ct)
    {
        await using var transaction = await Database.BeginTransactionAsync(ct);
        var open = new List<SessionId>();
        foreach (var (user, session, at) in seen)
        {
            var usedAfter = at - idleTimeout;
            var written = await Sessions
                .Where(s => s.UserId == user && s.Id == session && s.EndedAt == null && s.LastSeenAt > usedAfter)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, x => x.LastSeenAt > at ? x.LastSeenAt : at), ct);
            if (written == 1)
            {
                open.Add(session);
            }
        }

        await transaction.CommitAsync(ct);
        return open;
    }

    // With a write-ahead log, readers and the writer do not wait for each other; the file remembers it. A process killed
    // while migrating leaves its lock for ever, and the next one would wait for it; nobody else can be migrating, since
    // one process has the file (DatabaseFileLock).
    public override async Task PrepareAsync(CancellationToken ct)
    {
        await Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", ct);
        var exists = await Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(ct);
        if (exists > 0)
        {
            await Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct);
        }
    }

    // One process has the file.
    public override async Task<IAsyncDisposable?> TryLockHousekeepingAsync(CancellationToken ct) =>
        await Task.FromResult(new NobodyElse());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        var counter = modelBuilder.Entity<ChangeCounter>();
        counter.ToTable("change_counter");
        counter.HasData(new ChangeCounter { Id = 1, Number = 0 });
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsColumn>();
    }

    private sealed class NobodyElse : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    // SQLite has no time type that sorts; PostgreSQL keeps microseconds, so both keep the same.
    private sealed class MicrosecondsColumn() : ValueConverter<DateTimeOffset, long>(
        time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        micros => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond));
}

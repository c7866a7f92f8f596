using System.Linq.Expressions;
using System.Text.Json;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorSessions.App.Data;

/// <summary>The embedded database, for one process.</summary>
public sealed partial class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : AppDbContext(options)
{
    private static readonly DateTimeOffset Quarter = DateTimeOffset.UnixEpoch.AddMinutes(15); // as a column has it: so many microseconds

    // Its driver looks for each parameter among all of a statement, and there is no network between.
    public override int RowsAtOnce => 1;

    // A transaction is BEGIN IMMEDIATE here, so whoever is in one is the only writer: no row needs a lock of its own.
    public override Task<User?> LockUserAsync(UserId id, CancellationToken ct) =>
        Users.SingleOrDefaultAsync(u => u.Id == id, ct);

    public override async Task<TryCount> LockTriesAsync(string key, DateTimeOffset now, CancellationToken ct) =>
        await TryCounts.SingleOrDefaultAsync(c => c.Key == key, ct) ?? TryCounts.Add(new(key, now)).Entity;

    protected override Task<LogSeal?> FindSealAsync(CancellationToken ct) => LogSeals.SingleOrDefaultAsync(s => s.Id == LogSeal.OnlyId, ct);

    // As it keeps them: ids as text in capitals, times as microseconds.
    public override async Task<IReadOnlyList<SessionId>> WriteLastSeenAsync(
        IReadOnlyList<Sighting> seen, TimeSpan idleTimeout, CancellationToken ct)
    {
        var all = JsonSerializer.Serialize(
            seen.Select(s => new object[] { TextOf(s.User.Value), TextOf(s.Session.Value), MicrosecondsColumn.Of(s.At) }));
        var longest = idleTimeout.Ticks / TimeSpan.TicksPerMicrosecond;
        var open = await Database.SqlQuery<Guid>(
            $"""
            UPDATE sessions SET "LastSeenAt" = MAX("LastSeenAt", seen.at)
            FROM (SELECT value ->> 0 AS owner, value ->> 1 AS session, value ->> 2 AS at FROM json_each({all})) AS seen
            WHERE "UserId" = seen.owner AND "Id" = seen.session AND "EndedAt" IS NULL AND "LastSeenAt" > seen.at - {longest}
            RETURNING "Id" AS "Value"
            """).ToListAsync(ct);
        return [.. open.Select(id => new SessionId(id))];
    }

    // With a write-ahead log, readers and the writer do not wait for each other; the file remembers it.
    public override Task PrepareAsync(CancellationToken ct) => Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", ct);

    // A process killed while migrating leaves its lock for ever, and the next one would wait for it; nobody else can be
    // migrating, since one process has the file (DatabaseFileLock).
    public override async Task MigrateAsync(CancellationToken ct)
    {
        var exists = await Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(ct);
        if (exists > 0)
        {
            await Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct);
        }

        await base.MigrateAsync(ct);
    }

    // One process has the file.
    public override async Task<IAsyncDisposable?> TryLockHousekeepingAsync(CancellationToken ct) =>
        await Task.FromResult(new NobodyElse());

    // Ids are text here: the program finds none that is written otherwise, and reads it as the same.
    public override Task<long> CountMisspelledAsync(CancellationToken ct) => Database.SqlQuery<long>(
        $"""
        SELECT COUNT(*) AS "Value" FROM log_entries
        WHERE "UserId" <> UPPER("UserId") OR LENGTH("UserId") <> 36 OR "SessionId" <> UPPER("SessionId") OR LENGTH("SessionId") <> 36
            OR "BySessionId" <> UPPER("BySessionId") OR LENGTH("BySessionId") <> 36
        """).SingleAsync(ct);

    // Begun as one that reads: of the write-ahead log it sees what was there at its first reading.
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        return (await Database.UseTransactionAsync(((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true), ct))!;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        var counter = modelBuilder.Entity<ChangeCounter>();
        counter.ToTable("change_counter");
        counter.HasData(new ChangeCounter { Id = 1, Number = 0 });
        modelBuilder.HasDbFunction(() => QuarterOf(default)).HasTranslation(arguments => Binary(
            ExpressionType.Subtract,
            arguments[0],
            Binary(ExpressionType.Modulo, arguments[0], new SqlConstantExpression(Quarter, arguments[0].TypeMapping))));

        static SqlExpression Binary(ExpressionType what, SqlExpression left, SqlExpression right) =>
            new SqlBinaryExpression(what, left, right, typeof(DateTimeOffset), left.TypeMapping);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsColumn>();
    }

    private static string TextOf(Guid id) => id.ToString().ToUpperInvariant();

    private sealed class NobodyElse : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    // SQLite has no time type that sorts; PostgreSQL keeps microseconds, so both keep the same.
    private sealed class MicrosecondsColumn() : ValueConverter<DateTimeOffset, long>(
        time => Of(time),
        micros => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond))
    {
        public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
    }
}

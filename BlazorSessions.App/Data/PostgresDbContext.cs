using System.Data;
using BlazorSessions.App.Data.Tables;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BlazorSessions.App.Data;

/// <summary>The database that several nodes share.</summary>
public sealed partial class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : AppDbContext(options)
{
    /// <summary>By which the connection on which a node listens is known in <c>pg_stat_activity</c>.</summary>
    public const string ListenerName = "blazorsessions-listener";

    // Any two numbers that nothing else in this database locks.
    private const long StartLock = 0x426C_617A_6F72;
    private const long HousekeepingLock = StartLock + 1;

    // A transaction alone lets two sign-ins count the same sessions; the row lock makes the second one wait and then see.
    public override Task<User?> LockUserAsync(UserId id, CancellationToken ct) =>
        Users.FromSql($"""SELECT * FROM users WHERE "Id" = {id.Value} FOR UPDATE""").SingleOrDefaultAsync(ct);

    protected override Task<LogSeal?> FindSealAsync(CancellationToken ct) =>
        LogSeals.FromSql($"""SELECT * FROM log_seal WHERE "Id" = {LogSeal.OnlyId} FOR UPDATE""").SingleOrDefaultAsync(ct);

    // Made or locked in one statement: between two, somebody else could delete it. The columns are named, since a prepared
    // statement would fail once a newer node adds one.
    public override async Task<TryCount> LockTriesAsync(string key, DateTimeOffset now, CancellationToken ct) =>
        (await TryCounts.FromSql(
            $"""
            INSERT INTO limits ("Key", "Failures", "LastAt") VALUES ({key}, 0, {now})
            ON CONFLICT ("Key") DO UPDATE SET "Key" = excluded."Key" RETURNING "Key", "Failures", "LastAt"
            """).ToListAsync(ct)).Single();

    // The rows are locked in one order, so that two nodes that write the same ones do not wait for each other for ever.
    public override async Task<IReadOnlyList<SessionId>> WriteLastSeenAsync(
        IReadOnlyList<Sighting> seen, TimeSpan idleTimeout, CancellationToken ct)
    {
        var users = seen.Select(s => s.User.Value).ToArray();
        var sessions = seen.Select(s => s.Session.Value).ToArray();
        var times = seen.Select(s => s.At).ToArray();
        var open = await Database.SqlQuery<Guid>(
            $"""
            WITH seen AS (
                SELECT s."UserId", s."Id", given.at
                FROM sessions AS s JOIN unnest({users}, {sessions}, {times}) AS given ("user", id, at)
                    ON s."UserId" = given."user" AND s."Id" = given.id
                ORDER BY s."UserId", s."Id" FOR UPDATE OF s)
            UPDATE sessions AS s SET "LastSeenAt" = GREATEST(s."LastSeenAt", seen.at)
            FROM seen
            WHERE s."UserId" = seen."UserId" AND s."Id" = seen."Id" AND s."EndedAt" IS NULL AND s."LastSeenAt" > seen.at - {idleTimeout}
            RETURNING s."Id" AS "Value"
            """).ToListAsync(ct);
        return [.. open.Select(id => new SessionId(id))];
    }

    // Of several nodes that find no database at all, one makes it and the others hear that it is there already.
    public override async Task PrepareAsync(CancellationToken ct)
    {
        var creator = this.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(ct))
            {
                await creator.CreateAsync(ct);
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // It is there, as it should be.
        }
    }

    public override async Task<IAsyncDisposable?> LockStartAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({StartLock})", ct);
        return new StartTurn(this);
    }

    public override Task<bool> IsHeardAsync(CancellationToken ct) => Database.SqlQuery<bool>(
        $"""
        SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = {ListenerName}) AS "Value"
        """).SingleAsync(ct);

    // In a transaction that the server ends by itself when its node is gone without a word: else the turn would be lost for hours.
    public override async Task<IAsyncDisposable?> TryLockHousekeepingAsync(CancellationToken ct)
    {
        var transaction = await Database.BeginTransactionAsync(ct);
        await Database.ExecuteSqlAsync($"SET LOCAL idle_in_transaction_session_timeout = '60s'", ct);
        var isOurs = await Database.SqlQuery<bool>($"""SELECT pg_try_advisory_xact_lock({HousekeepingLock}) AS "Value" """).SingleAsync(ct);
        if (isOurs)
        {
            return transaction;
        }

        await transaction.DisposeAsync();
        return null;
    }

    public override Task ContinueNumberingAsync(string table, string column, long last, CancellationToken ct) =>
        Database.ExecuteSqlAsync($"SELECT setval(pg_get_serial_sequence({table}, {column}), {last})", ct);

    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct) =>
        await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Session>().HasIndex(s => new { s.UserId, s.AskedAt, s.Id }, SessionTable.UserAsked)
            .IncludeProperties(s => new { s.OpenedAt, s.EndedAt, s.WaitsUntil }); // all that the chart counts
        modelBuilder.Entity<LogEntry>().HasIndex(e => new { e.UserId, e.At }, LogEntryTable.Notices)
            .IncludeProperties(e => new { e.Number, e.Notice, e.DeviceName, e.IpAddress }); // all that they are counted by
        modelBuilder.HasDbFunction(() => QuarterOf(default)).HasTranslation(arguments => new SqlFunctionExpression(
            "date_bin",
            [
                new SqlConstantExpression("15 minutes", StringTypeMapping.Default),
                arguments[0],
                new SqlConstantExpression(DateTimeOffset.UnixEpoch, arguments[0].TypeMapping),
            ],
            nullable: true,
            argumentsPropagateNullability: [false, true, false],
            typeof(DateTimeOffset),
            arguments[0].TypeMapping));
    }

    private sealed class StartTurn(PostgresDbContext db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({StartLock})");
            await db.Database.CloseConnectionAsync();
        }
    }
}

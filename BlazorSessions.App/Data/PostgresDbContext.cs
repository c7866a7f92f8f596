using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Data;

/// <summary>The database that several nodes share.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : AppDbContext(options)
{
    private const long StartLock = 0x426C_617A_6F72; // any number that nothing else in this database locks

    // A transaction alone lets two sign-ins count the same sessions; the row lock makes the second one wait and then see.
    public override Task<User?> LockUserAsync(UserId id, CancellationToken ct) =>
        Users.FromSql($"""SELECT * FROM users WHERE "Id" = {id.Value} FOR UPDATE""").SingleOrDefaultAsync(ct);

    public override async Task<IReadOnlyList<SessionId>> WriteLastSeenAsync(
        IReadOnlyList<Sighting> seen, TimeSpan idleTimeout, CancellationToken ct)
    {
        var users = seen.Select(s => s.User.Value).ToArray();
        var sessions = seen.Select(s => s.Session.Value).ToArray();
        var times = seen.Select(s => s.At).ToArray();
        var open = await Database.SqlQuery<Guid>(
            $"""
            UPDATE sessions AS s SET "LastSeenAt" = GREATEST(s."LastSeenAt", seen.at)
            FROM unnest({users}, {sessions}, {times}) AS seen ("user", id, at)
            WHERE s."UserId" = seen."user" AND s."Id" = seen.id AND s."EndedAt" IS NULL AND s."LastSeenAt" > seen.at - {idleTimeout}
            RETURNING s."Id" AS "Value"
            """).ToListAsync(ct);
        return [.. open.Select(id => new SessionId(id))];
    }

    public override async Task<IAsyncDisposable?> LockStartAsync(CancellationToken ct)
    {
        await Database.OpenConnectionAsync(ct);
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({StartLock})", ct);
        return new StartTurn(this);
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

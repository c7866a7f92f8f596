using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Data;

/// <summary>The database that several nodes share.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : AppDbContext(options)
{
    private const long StartLock = 0x426C_617A_6F72; // any number that nothing else in this database locks

    // A transaction alone lets two sign-ins count the same sessions; the row lock makes the second one wait and then see.
    public override Task<User?> LockUserAsync(UserId id, CancellationToken ct) =>
        Users.FromSql($"""SELECT * FROM users WHERE "Id" = {id.Value} FOR UPDATE""").SingleOrDefaultAsync(ct);

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

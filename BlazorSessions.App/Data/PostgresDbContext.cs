using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Data;

/// <summary>The database that several nodes share.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : AppDbContext(options)
{
    // A transaction alone lets two sign-ins count the same sessions; the row lock makes the second one wait and then see.
    public override Task<User?> LockUserAsync(UserId id, CancellationToken ct) =>
        Users.FromSql($"""SELECT * FROM users WHERE "Id" = {id.Value} FOR UPDATE""").SingleOrDefaultAsync(ct);
}

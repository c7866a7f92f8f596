using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorSessions.App.Data;

/// <summary>The embedded database, for one process.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : AppDbContext(options)
{
    // A transaction is BEGIN IMMEDIATE here, so whoever is in one is the only writer: no row needs a lock of its own.
    public override Task<User?> LockUserAsync(UserId id, CancellationToken ct) =>
        Users.SingleOrDefaultAsync(u => u.Id == id, ct);

    // A process killed while migrating leaves its row for ever, and the next one would wait for it. Nobody else can be
    // migrating: one process has the file (DatabaseFileLock).
    public override async Task ClearStaleMigrationLockAsync(CancellationToken ct)
    {
        var exists = await Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(ct);
        if (exists > 0)
        {
            await Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsColumn>();
    }

    // SQLite has no time type that sorts; PostgreSQL keeps microseconds, so both keep the same.
    private sealed class MicrosecondsColumn() : ValueConverter<DateTimeOffset, long>(
        time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        micros => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond));
}

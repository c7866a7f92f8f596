using BlazorSessions.App.Data.Tables;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorSessions.App.Data;

/// <summary>The one model of both databases. Its subclasses hold what differs: the types of columns, and how a user is locked.</summary>
public abstract class AppDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>How long one statement may take that reads a whole table, for a command: it may have to find its rows on a cold disk.</summary>
    internal static readonly TimeSpan PatienceWithTables = TimeSpan.FromHours(1);

    public DbSet<User> Users => Set<User>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SignInApproval> Approvals => Set<SignInApproval>();

    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();

    public DbSet<StoredRecoveryCode> RecoveryCodes => Set<StoredRecoveryCode>();

    public DbSet<LogEntry> LogEntries => Set<LogEntry>();

    public DbSet<LogSeal> LogSeals => Set<LogSeal>();

    public DbSet<DismissedNotice> DismissedNotices => Set<DismissedNotice>();

    public DbSet<TryCount> TryCounts => Set<TryCount>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// The users whose log has entries that are in no seal yet, or less than was sealed: a few at any time, found and ordered by
    /// <c>ix_users_unsealed</c>, an index over this very expression, which the migration makes by hand.
    /// </summary>
    public IQueryable<User> UnsealedUsers => Users
        .Where(u => EF.Property<long>(u, UserTable.LastLogNumber) - EF.Property<long>(u, UserTable.SealedLogNumber) != 0)
        .OrderBy(u => EF.Property<long>(u, UserTable.LastLogNumber) - EF.Property<long>(u, UserTable.SealedLogNumber));

    /// <summary>Loads a user and, inside a transaction, keeps every other transaction from deciding about the same user.</summary>
    public abstract Task<User?> LockUserAsync(UserId id, CancellationToken ct);

    /// <summary>Loads a count of tries, making it when there is none, and keeps every other transaction from changing it.</summary>
    public abstract Task<TryCount> LockTriesAsync(string key, DateTimeOffset now, CancellationToken ct);

    /// <summary>Loads the seal of all logs and, inside a transaction, keeps every other transaction from changing it.</summary>
    public async Task<LogSeal> LockSealAsync(CancellationToken ct) =>
        await FindSealAsync(ct) ?? LogSeals.Add(new() { Id = LogSeal.OnlyId }).Entity; // whoever deletes it gets one that was never sealed

    /// <summary>Reads the seal of all logs; one that was never sealed where somebody has deleted it.</summary>
    public async Task<LogSeal> ReadSealAsync(CancellationToken ct) =>
        await LogSeals.AsNoTracking().SingleOrDefaultAsync(s => s.Id == LogSeal.OnlyId, ct) ?? new() { Id = LogSeal.OnlyId };

    /// <summary>Moves "last seen" of sessions forward, of those alone that are open and were not idle too long before.</summary>
    /// <returns>The ones that are open.</returns>
    public abstract Task<IReadOnlyList<SessionId>> WriteLastSeenAsync(IReadOnlyList<Sighting> seen, TimeSpan idleTimeout, CancellationToken ct);

    /// <summary>Deletes sessions that are over, with what was asked for them.</summary>
    public abstract Task DeleteSessionsAsync(IReadOnlyList<(UserId User, SessionId Session)> old, CancellationToken ct);

    /// <summary>The entries of these users that are in the chain and in no seal yet, in their order.</summary>
    public abstract IQueryable<StoredEntry> UnsealedEntries(IEnumerable<UserId> users);

    /// <summary>How many entries have an id that is written otherwise than it should be, where a database lets that be.</summary>
    public virtual Task<long> CountMisspelledAsync(CancellationToken ct) => Task.FromResult(0L);

    /// <summary>Deletes the fronts of logs, with what was put aside of them.</summary>
    public abstract Task DeleteFrontsAsync(IReadOnlyList<LogFront> fronts, CancellationToken ct);

    /// <summary>Begins a transaction that only reads, and all of it as of one moment, however long it takes; it keeps nobody from writing.</summary>
    public abstract Task<IAsyncDisposable> BeginSnapshotAsync(CancellationToken ct);

    /// <summary>The users whose email address comes after that one, in their order.</summary>
    public IQueryable<User> UsersAfter(string email) => Users.FromSql($"""SELECT * FROM users WHERE "Email" > {email}""").OrderBy(u => u.Email);

    /// <summary>The users from that id on, in their order.</summary>
    public IQueryable<User> UsersFrom(Guid first) => Users.FromSql($"""SELECT * FROM users WHERE "Id" >= {first}""").OrderBy(u => u.Id);

    /// <summary>The entries of the users from one id to another as they are stored, in their order.</summary>
    public IQueryable<StoredEntry> StoredEntries(Guid first, Guid last) => Set<StoredEntry>().FromSql(
        $"""
        SELECT "UserId", "Number", "At", "Kind", "SessionId", "BySessionId", "Reason", "Notice", "DeviceName", "IpAddress", "Hash"
        FROM log_entries WHERE "UserId" >= {first} AND "UserId" <= {last} ORDER BY "UserId", "Number"
        """);

    /// <summary>For queries: the beginning of the quarter of an hour that a moment is in. In every zone a day begins with one.</summary>
    public static DateTimeOffset QuarterOf(DateTimeOffset at) => throw new NotSupportedException($"The database computes it of {at}.");

    /// <summary>How many rows one statement inserts best, where many come.</summary>
    public virtual int RowsAtOnce => 100;

    /// <summary>Rows were put into a table with numbers that it would have given them itself, up to this one: the next is to get the number after it.</summary>
    public virtual Task ContinueNumberingAsync(string table, string column, long last, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What the database wants done before anything else.</summary>
    public virtual Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Brings the schema up to date.</summary>
    public virtual Task MigrateAsync(CancellationToken ct) => Database.MigrateAsync(ct);

    /// <summary>Keeps other starting nodes waiting until it is disposed; null where there are no others.</summary>
    public virtual Task<IAsyncDisposable?> LockStartAsync(CancellationToken ct) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Whether a server hears at this moment what happens in the database. False where a lock on the file keeps it to one process.</summary>
    public virtual Task<bool> IsHeardAsync(CancellationToken ct) => Task.FromResult(false);

    /// <summary>Takes the turn at housekeeping until it is disposed; null while another node has it.</summary>
    public abstract Task<IAsyncDisposable?> TryLockHousekeepingAsync(CancellationToken ct);

    /// <summary>Loads the seal of all logs as <see cref="LockSealAsync"/> wants it.</summary>
    protected abstract Task<LogSeal?> FindSealAsync(CancellationToken ct);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        modelBuilder.Entity<StoredEntry>().HasNoKey().ToView(null);
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<UserId>().HaveConversion<UserIdColumn>();
        configurationBuilder.Properties<SessionId>().HaveConversion<SessionIdColumn>();
        configurationBuilder.Properties<TokenHash>().HaveConversion<TokenHashColumn>().HaveMaxLength(43);
        configurationBuilder.Properties<EmailAddress>().HaveConversion<EmailColumn>().HaveMaxLength(EmailAddress.MaxLength);
        configurationBuilder.Properties<SessionEndReason>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<SessionEventKind>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<DeviceKind>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<NoticeKind>().HaveConversion<string>().HaveMaxLength(40);
    }

    private sealed class UserIdColumn() : ValueConverter<UserId, Guid>(id => id.Value, value => new UserId(value));

    private sealed class SessionIdColumn() : ValueConverter<SessionId, Guid>(id => id.Value, value => new SessionId(value));

    private sealed class TokenHashColumn() : ValueConverter<TokenHash, string>(hash => hash.Value, value => new TokenHash(value));

    private sealed class EmailColumn() : ValueConverter<EmailAddress, string>(
        email => email.Value, value => EmailAddress.FromNormalised(value));
}

using System.Buffers.Binary;
using System.Globalization;
using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>
/// A long past: sign-ins that are over, evenly over most of the time that the log is kept, a tenth of them of one account and
/// twenty of each of the others.
/// </summary>
internal sealed class History
{
    private const int RowsOfOther = 20;
    private const int HeavyShare = 10; // one row in so many is the heavy account's
    private static readonly TimeSpan Length = TimeSpan.FromDays(360); // the log is kept for 365
    private static readonly TimeSpan Since = TimeSpan.FromDays(1);

    private static readonly string[] UserColumns =
        ["Id", "FirstName", "LastName", "Email", "PasswordHash", "CreatedAt", "LastLogNumber", "HashedLogNumber", "LastLogHash"];

    private readonly Dictionary<Guid, byte[]> chains = [];
    private readonly DateTimeOffset start;
    private readonly Guid[] users; // the heavy account first

    public History(int rows, DateTimeOffset now)
    {
        Rows = rows;
        start = now - Since - Length;
        users = [.. Enumerable.Range(0, 1 + ((rows - (rows / HeavyShare)) / RowsOfOther)).Select(_ => Guid.CreateVersion7(start))];
    }

    /// <summary>Sign-ins; the log has as many entries.</summary>
    public int Rows { get; }

    public UserId Heavy => new(users[0]);

    /// <summary>Before this, the heavy account has next to nothing.</summary>
    public DateTimeOffset DeepInHeavy => At(Math.Min(Rows / 2, 100 * HeavyShare));

    /// <summary>Before this, the others have no more than half of theirs.</summary>
    public DateTimeOffset DeepInOthers => At(Rows / 2);

    /// <summary>One of the others.</summary>
    public UserId Other(int number) => new(users[1 + (number % (users.Length - 1))]);

    /// <summary>When the row of this number was asked for.</summary>
    public DateTimeOffset At(int row) => start + TimeSpan.FromMicroseconds(Length.Ticks / Rows * row / TimeSpan.TicksPerMicrosecond);

    /// <summary>All of it. The log first: only then is it known where each user's chain has come to.</summary>
    public IReadOnlyList<LoadedTable> Tables(string passwordHash, LogHashes hashes) =>
    [
        new("log_entries", PastSignIn.EntryColumns, Enumerable.Range(0, Rows).Select(row => Chain(Read(row).Entry, hashes))),
        new("users", UserColumns, Users(passwordHash)),
        new("sessions", PastSignIn.SessionColumns, Enumerable.Range(0, Rows).Select(row => Read(row).Session)),
    ];

    private object?[] Chain(StoredEntry entry, LogHashes hashes)
    {
        var hash = hashes.Next(chains.GetValueOrDefault(entry.UserId), entry);
        chains[entry.UserId] = hash;
        return [entry.UserId, entry.Number, entry.At, entry.Kind, entry.SessionId, entry.Reason, entry.Notice, entry.DeviceName, entry.IpAddress, hash];
    }

    private IEnumerable<object?[]> Users(string passwordHash) => users.Select(object?[] (id, i) =>
    [
        id, "Ann", "Lee", string.Create(CultureInfo.InvariantCulture, $"{i:D8}@example.org"), passwordHash, start, Entries(i), Entries(i),
        chains.GetValueOrDefault(id),
    ]);

    private long Entries(int user) => user == 0 ? Rows / HeavyShare : RowsOfOther;

    // The heavy account has every tenth row; the rest goes round the others.
    private PastSignIn Read(int row)
    {
        if (row % HeavyShare == 0)
        {
            return new(users[0], (row / HeavyShare) + 1, IdOf(row), At(row));
        }

        var (turn, place) = Math.DivRem(row - (row / HeavyShare) - 1, users.Length - 1);
        return new(users[1 + place], turn + 1, IdOf(row), At(row));
    }

    // As the product's: by time first, and the same for both tables.
    private Guid IdOf(int row)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At(row).ToUnixTimeMilliseconds() << 16);
        (bytes[6], bytes[8]) = (0x70, 0x80);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], row);
        return new(bytes, bigEndian: true);
    }
}

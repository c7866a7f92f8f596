using System.Security.Cryptography;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;

namespace BlazorSessions.App.Chain;

/// <summary>
/// The keyed hashes of the log (HMAC-SHA-256, RFC 2104): of an entry with the one before it, of where a user's log stands, and of
/// all logs together. Each has a key of its own, derived from the key file; whoever has the database alone can make none of them.
/// These are of one moment: a key file that changes meanwhile changes nothing of what is begun with them.
/// </summary>
public sealed class LogHashes
{
    // A node may get the new key file later than another one, and goes on with the former key until then.
    private static readonly TimeSpan LongestCopying = TimeSpan.FromDays(1);

    // Ten seconds are the rule; a sealer that did not come to it for a day says so.
    private static readonly TimeSpan LongestUnsealed = TimeSpan.FromDays(1);

    private const string Entries = "log-entries";
    private const string States = "log-states";
    private const string Shares = "log-shares";
    private const string Seals = "log-seals";

    private readonly KeyRing keys;

    private readonly bool isNewDatabase;

    internal LogHashes(KeyRing keys, bool isNewDatabase) => (this.keys, this.isNewDatabase) = (keys, isNewDatabase);

    /// <summary>The key file knows that the log of this database is sealed.</summary>
    public bool WasSealed => keys.SealedAt is not null && !isNewDatabase;

    internal bool IsOf(KeyRing ring, bool isNew) => ReferenceEquals(keys, ring) && isNewDatabase == isNew;

    /// <summary>The hash of an entry that follows one.</summary>
    public byte[] Next(byte[]? before, StoredEntry entry) => HMACSHA256.HashData(keys.Derive(Entries)[0].Bytes, BytesOf(before, entry));

    /// <summary>The entry is the one that was written after that one, under the key of its time.</summary>
    public bool Follows(byte[]? before, StoredEntry entry)
    {
        var bytes = BytesOf(before, entry);
        foreach (var key in keys.Derive(Entries))
        {
            if (Is(entry.Hash, key.Bytes, bytes))
            {
                return key.RetiredAt is null || entry.At <= key.RetiredAt + LongestCopying;
            }
        }

        return false;
    }

    /// <summary>Where a chain has come to with these entries, which must go on from there one by one.</summary>
    /// <returns>Null when one does not.</returns>
    public (long Number, byte[]? Hash)? GoOn(long number, byte[]? hash, IEnumerable<StoredEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Number != number + 1 || !Follows(hash, entry))
            {
                return null;
            }

            (number, hash) = (entry.Number, entry.Hash);
        }

        return (number, hash);
    }

    /// <summary>The mark of a user's log.</summary>
    public byte[] MarkOf(LogState state) => HMACSHA256.HashData(keys.Derive(States)[0].Bytes, BytesOf(state));

    /// <summary>The mark of a user's log is right, also under a former key.</summary>
    public bool IsMarked(LogState state) => keys.Derive(States).Any(key => Is(state.Mark, key.Bytes, BytesOf(state)));

    /// <summary>What a user's log adds to the sum of all.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="age">Under which key: 0 is the one that stands, 1 the one before it.</param>
    public LogSum ShareOf(LogState state, int age = 0) => LogSum.Of(HMACSHA256.HashData(keys.Derive(Shares)[age].Bytes, BytesOf(state)));

    /// <summary>The mark of the seal of all logs.</summary>
    public byte[] MarkOf(LogSeal seal) => HMACSHA256.HashData(keys.Derive(Seals)[0].Bytes, BytesOf(seal));

    /// <summary>
    /// Under which key the seal was made: 0 is the one that stands; null when it is none of them, or a former one that was
    /// replaced so long ago that it must have been renewed since.
    /// </summary>
    public int? AgeOf(LogSeal seal, DateTimeOffset now)
    {
        var all = keys.Derive(Seals);
        var age = all.ToList().FindIndex(key => Is(seal.Mark, key.Bytes, BytesOf(seal)));
        return age < 0 || all[age].RetiredAt + LongestCopying < now ? null : age;
    }

    /// <summary>The first entry of a log that is in no seal is not so old that the log should be in this one.</summary>
    public static bool IsNewBeside(LogSeal seal, StoredEntry first) => !(first.At < seal.At - LongestUnsealed);

    private static bool Is(byte[]? hash, byte[] key, ReadOnlySpan<byte> bytes)
    {
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes, right);
        return CryptographicOperations.FixedTimeEquals(right, hash);
    }

    private static ReadOnlySpan<byte> BytesOf(byte[]? before, StoredEntry entry) => new HashInput()
        .Add(before).Add(entry.UserId).Add(entry.Number).Add(entry.At).Add(entry.Kind).Add(entry.SessionId).Add(entry.BySessionId)
        .Add(entry.Reason).Add(entry.Notice).Add(entry.DeviceName).Add(entry.IpAddress).Bytes;

    private static ReadOnlySpan<byte> BytesOf(LogState state) => new HashInput()
        .Add(state.User.Value).Add(state.SealedNumber).Add(state.SealedHash).Add(state.PurgedNumber).Add(state.PurgedHash).Bytes;

    private static ReadOnlySpan<byte> BytesOf(LogSeal seal) => new HashInput()
        .Add(seal.Number).Add(seal.At).Add(seal.AdoptsUntil).Add(seal.Logs).Add(seal.Sum).Bytes;
}

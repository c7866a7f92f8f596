using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlazorSessions.App.Security;

/// <summary>A key for one purpose.</summary>
/// <param name="Bytes">256 bits.</param>
/// <param name="RetiredAt">When the key that it comes from was replaced; null for the one that stands.</param>
public sealed record DerivedKey(byte[] Bytes, DateTimeOffset? RetiredAt = null);

/// <summary>
/// What a key file holds: in the first line the key that stands, 256 random bits in base64, and in further lines former keys, the
/// newest first, each with the moment at which it was replaced. And, since a database cannot be believed in this, when its log was
/// first sealed: whoever makes it look like one that never was is found out.
/// </summary>
internal sealed class KeyRing(IReadOnlyList<DerivedKey> keys, DateTimeOffset? sealedAt = null)
{
    private readonly IReadOnlyList<DerivedKey> keys = keys;

    public const int KeyBytes = 32;

    private const string SealedLine = "sealed ";
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ssZ";

    private readonly ConcurrentDictionary<string, IReadOnlyList<DerivedKey>> derived = new();

    /// <summary>When the log of the database was first sealed; null while that is not known.</summary>
    public DateTimeOffset? SealedAt => sealedAt;

    public static KeyRing New() => new([NewKey()]);

    /// <exception cref="FormatException">That is none.</exception>
    public static KeyRing Parse(IEnumerable<string> lines)
    {
        var all = lines.Where(line => !string.IsNullOrWhiteSpace(line)).ToLookup(line => line.StartsWith(SealedLine, StringComparison.Ordinal));
        List<DerivedKey> keys = [.. all[false].Select(ParseLine)];
        DateTimeOffset? sealedAt = all[true].FirstOrDefault() is { } line ? ParseTime(line[SealedLine.Length..].Trim()) : null;
        return all[true].Count() <= 1 && keys.Count > 0 && keys[0].RetiredAt is null && keys.Skip(1).All(key => key.RetiredAt is not null)
            ? new(keys, sealedAt)
            : throw new FormatException();
    }

    /// <summary>It holds the key that stands in another one, as that one's successor does.</summary>
    public bool Follows(KeyRing other) => keys.Any(key => key.Bytes.AsSpan().SequenceEqual(other.keys[0].Bytes));

    /// <summary>The same with a new key before them.</summary>
    public KeyRing Rotate(DateTimeOffset now) => new([NewKey(), keys[0] with { RetiredAt = now }, .. keys.Skip(1)], sealedAt);

    /// <summary>The same with the log sealed since then.</summary>
    public KeyRing Sealed(DateTimeOffset at) => new(keys, at);

    /// <summary>A key for one purpose from each of them, independent of those for others (HKDF, RFC 5869).</summary>
    public IReadOnlyList<DerivedKey> Derive(string purpose) => derived.GetOrAdd(purpose, static (purpose, keys) =>
    {
        var info = Encoding.UTF8.GetBytes(purpose);
        return [.. keys.Select(key => key with { Bytes = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, KeyBytes, info: info) })];
    }, keys);

    public IEnumerable<string> Format() =>
    [
        .. keys.Select(key => Convert.ToBase64String(key.Bytes) + (key.RetiredAt is { } at ? $" {Text(at)}" : "")),
        .. sealedAt is { } since ? [SealedLine + Text(since)] : Array.Empty<string>(),
    ];

    private static DerivedKey NewKey() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    private static DerivedKey ParseLine(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bytes = Convert.FromBase64String(parts[0]);
        DateTimeOffset? retiredAt = parts.Length == 1 ? null : ParseTime(parts[1]);
        return bytes.Length == KeyBytes && parts.Length <= 2 ? new(bytes, retiredAt) : throw new FormatException();
    }

    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}

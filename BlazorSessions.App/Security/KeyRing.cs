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
/// newest first, each with the moment at which it was replaced.
/// </summary>
internal sealed class KeyRing(IReadOnlyList<DerivedKey> keys)
{
    public const int KeyBytes = 32;

    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ssZ";

    private readonly ConcurrentDictionary<string, IReadOnlyList<DerivedKey>> derived = new();

    public static KeyRing New() => new([NewKey()]);

    /// <exception cref="FormatException">That is none.</exception>
    public static KeyRing Parse(IEnumerable<string> lines)
    {
        List<DerivedKey> keys = [.. lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(ParseLine)];
        return keys.Count > 0 && keys[0].RetiredAt is null && keys.Skip(1).All(key => key.RetiredAt is not null) ? new(keys) : throw new FormatException();
    }

    /// <summary>The same with a new key before them.</summary>
    public KeyRing Rotate(DateTimeOffset now) => new([NewKey(), keys[0] with { RetiredAt = now }, .. keys.Skip(1)]);

    /// <summary>A key for one purpose from each of them, independent of those for others (HKDF, RFC 5869).</summary>
    public IReadOnlyList<DerivedKey> Derive(string purpose) => derived.GetOrAdd(purpose, static (purpose, keys) =>
    {
        var info = Encoding.UTF8.GetBytes(purpose);
        return [.. keys.Select(key => key with { Bytes = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, KeyBytes, info: info) })];
    }, keys);

    public IEnumerable<string> Format() => keys.Select(key => key.RetiredAt is { } at
        ? $"{Convert.ToBase64String(key.Bytes)} {at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}"
        : Convert.ToBase64String(key.Bytes));

    private static DerivedKey NewKey() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    private static DerivedKey ParseLine(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bytes = Convert.FromBase64String(parts[0]);
        DateTimeOffset? retiredAt = parts.Length == 1 ? null
            : DateTimeOffset.ParseExact(parts[1], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return bytes.Length == KeyBytes && parts.Length <= 2 ? new(bytes, retiredAt) : throw new FormatException();
    }
}

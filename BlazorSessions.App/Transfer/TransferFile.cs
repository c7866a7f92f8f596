using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlazorSessions.App.Security;

namespace BlazorSessions.App.Transfer;

/// <summary>
/// The file in which a database is carried, JSON in lines: a head, then each table with its columns and after it its rows, and at
/// the end how many there are and a keyed hash (HMAC-SHA-256) over everything before it.
/// </summary>
internal static class TransferFile
{
    /// <summary>Of the lines; another form gets another number.</summary>
    public const int Format = 1;

    private const string Purpose = "transfer";
    private const string BeforeHash = ",\"hmac\":\"";
    private const string AfterHash = "\"}\n";
    private const int HashLength = 44; // of 32 bytes in base64
    private const int BlockBytes = 128 * 1024;

    /// <summary>The hash to be computed over what is written.</summary>
    public static IncrementalHash Begin(KeyFile keys) => Begin(keys.DeriveKey(Purpose));

    /// <summary>What stands behind it all.</summary>
    public static byte[] EndOf(IncrementalHash hash) => Encoding.ASCII.GetBytes(BeforeHash + Convert.ToBase64String(hash.GetHashAndReset()) + AfterHash);

    /// <summary>The file is whole and was written with this key file, or with a key that was in it before.</summary>
    /// <param name="file">Read from its beginning to its end.</param>
    /// <param name="keys">The key file.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<bool> IsWholeAsync(FileStream file, KeyFile keys, CancellationToken ct)
    {
        var endLength = BeforeHash.Length + HashLength + AfterHash.Length;
        var hashes = keys.DeriveKeys(Purpose).Select(key => Begin(key.Bytes)).ToList();
        var block = new byte[BlockBytes];
        for (var left = file.Length - endLength; left > 0;)
        {
            var read = await file.ReadAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), ct);
            if (read == 0)
            {
                return false;
            }

            hashes.ForEach(hash => hash.AppendData(block.AsSpan(0, read)));
            left -= read;
        }

        var end = new byte[endLength];
        var length = await file.ReadAtLeastAsync(end, endLength, throwOnEndOfStream: false, ct);
        var isWhole = length == endLength && hashes.Any(hash => CryptographicOperations.FixedTimeEquals(EndOf(hash), end));
        hashes.ForEach(hash => hash.Dispose());
        return isWhole;
    }

    private static IncrementalHash Begin(byte[] key) => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
}

/// <summary>The head of the file.</summary>
/// <param name="Format">Of its lines.</param>
/// <param name="Schema">The newest migration of the database that it was written from, without its time, in which the two kinds differ.</param>
/// <param name="At">As of which moment.</param>
/// <param name="Rows">How many follow, of all tables together.</param>
internal sealed record TransferHead(int Format, string Schema, DateTimeOffset At, long Rows);

/// <summary>The beginning of a table.</summary>
internal sealed record TransferTableHead(string Table, IReadOnlyList<string> Columns);

/// <summary>The end of the file, but for its hash: how many rows there are of each table.</summary>
internal sealed record TransferEnd(IReadOnlyDictionary<string, long> Counts)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

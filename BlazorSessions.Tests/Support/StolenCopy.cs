using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>What somebody has who carried the database off: its files or its dump, and each column by itself, but not the key file.</summary>
public sealed class StolenCopy
{
    private static readonly string[] Endings = ["", "-wal", "-shm"];

    private readonly byte[] bytes;
    private readonly string text;

    private StolenCopy(IEnumerable<byte[]> parts)
    {
        byte[] all = [.. parts.SelectMany(part => (byte[])[.. part, (byte)'\n'])];
        text = Encoding.Latin1.GetString(all);
        bytes = InOneCase(all);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Takes one while the application runs, so that what is not yet in the main file is there too.</summary>
    public static async Task<StolenCopy> TakeAsync(TestPlace place, TestApp app)
    {
        List<byte[]> parts = place.Provider == DatabaseProvider.Sqlite
            ? await ReadFilesAsync(new SqliteConnectionStringBuilder(place.Connection).DataSource)
            : [await PostgresInstance.DumpAsync(place.Connection)];
        return new([.. parts, .. await ReadColumnsAsync(place.Provider, app)]);
    }

    /// <summary>The log of a server, carried off in place of the database.</summary>
    public static StolenCopy OfLog(IEnumerable<string> lines) => new(lines.Select(Encoding.UTF8.GetBytes));

    /// <summary>What was sent elsewhere, caught on its way.</summary>
    public static StolenCopy OfBytes(IEnumerable<byte[]> messages) => new(messages);

    /// <summary>These bytes are in it, letters in either case.</summary>
    public bool Holds(byte[] form) => bytes.AsSpan().IndexOf(InOneCase(form)) >= 0;

    /// <summary>This is in it, and not as a part of a longer word or number.</summary>
    public bool HoldsWord(string word) => Regex.IsMatch(text, $"(?<![0-9A-Za-z_-]){Regex.Escape(word)}(?![0-9A-Za-z_-])");

    private static byte[] InOneCase(byte[] bytes) => Array.ConvertAll(bytes, b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b);

    private static async Task<List<byte[]>> ReadFilesAsync(string file)
    {
        List<byte[]> parts = [];
        foreach (var path in Endings.Select(ending => file + ending).Where(File.Exists))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var read = new MemoryStream();
            await stream.CopyToAsync(read, Ct);
            parts.Add(read.ToArray());
        }

        return parts;
    }

    // In a file the columns of a row lie side by side: where one begins cannot be seen there.
    private static async Task<List<byte[]>> ReadColumnsAsync(DatabaseProvider provider, TestApp app)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        await db.Database.OpenConnectionAsync(Ct);
        var connection = db.Database.GetDbConnection();
        var tables = await ReadAsync(connection, provider == DatabaseProvider.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        List<byte[]> values = [];
        foreach (var table in tables)
        {
            values.AddRange(await ReadAsync(connection, $"SELECT * FROM \"{Encoding.UTF8.GetString(table)}\""));
        }

        return values;
    }

    private static async Task<List<byte[]>> ReadAsync(DbConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        List<byte[]> values = [];
        while (await reader.ReadAsync(Ct))
        {
            values.AddRange(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue).Select(BytesOf));
        }

        return values;
    }

    private static byte[] BytesOf(object value) =>
        value as byte[] ?? Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}

using Microsoft.Data.Sqlite;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>Fills empty tables of an SQLite file in one transaction, with the indexes made afterwards.</summary>
internal static class SqliteLoad
{
    // Keys are in no order, so that each row goes to another page; with the usual 2 MB every one is read and written anew.
    private static readonly string[] RoomForAll = ["PRAGMA cache_size = -2000000", "PRAGMA synchronous = OFF"];

    public static async Task LoadAsync(string connectionString, IReadOnlyList<LoadedTable> tables, CancellationToken ct)
    {
        var own = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new SqliteConnection(own.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, RoomForAll, ct);
        await using var transaction = connection.BeginTransaction();
        var indexes = await IndexesAsync(connection, tables, ct);
        await ExecuteAsync(connection, indexes.Select(index => $"DROP INDEX {index.Name}"), ct);
        foreach (var table in tables)
        {
            Insert(connection, table, ct);
        }

        await ExecuteAsync(connection, indexes.Select(index => index.Make), ct);
        await transaction.CommitAsync(ct);
    }

    private static void Insert(SqliteConnection connection, LoadedTable table, CancellationToken ct)
    {
        using var insert = connection.CreateCommand();
        SqliteParameter[] values = [.. table.Columns.Select(column => new SqliteParameter($"@{column}", null))];
        var names = string.Join(", ", values.Select(value => value.ParameterName));
        insert.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({names})";
        insert.Parameters.AddRange(values);
        foreach (var row in table.Rows)
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++)
            {
                values[i].Value = AsStored(row[i]);
            }

            insert.ExecuteNonQuery();
        }
    }

    // Moments are microseconds, as the product stores them.
    private static object AsStored(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset at => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
        _ => value,
    };

    private static async Task<List<(string Name, string Make)>> IndexesAsync(
        SqliteConnection connection, IReadOnlyList<LoadedTable> tables, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var read = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
        {
            if (tables.Any(table => table.Name == reader.GetString(2)))
            {
                read.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        return read;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, IEnumerable<string> statements, CancellationToken ct)
    {
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}

using Npgsql;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>
/// Fills empty tables of a PostgreSQL by COPY, with keys and indexes made afterwards, in one transaction: what is emptied and
/// filled in the same one is not written to the log as well, where <c>wal_level</c> is minimal.
/// </summary>
internal static class PostgresLoad
{
    private const string Constraints =
        """
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
               format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint
        WHERE contype IN ('p', 'f') AND (conrelid = ANY($1::regclass[]) OR confrelid = ANY($1::regclass[]))
        ORDER BY contype
        """; // foreign keys first

    private const string Indexes =
        """
        SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        FROM pg_index WHERE indrelid = ANY($1::regclass[]) AND NOT indisprimary
        """;

    public static async Task LoadAsync(string connectionString, IReadOnlyList<LoadedTable> tables, CancellationToken ct)
    {
        var patient = new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(patient.ConnectionString);
        await connection.OpenAsync(ct);
        string[] names = [.. tables.Select(table => table.Name)];
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var indexes = await ReadAsync(connection, Indexes, names, ct);
        var constraints = await ReadAsync(connection, Constraints, names, ct);
        await ExecuteAsync(connection, constraints.Concat(indexes).Select(c => c.Drop), ct);
        await ExecuteAsync(connection, [$"TRUNCATE {string.Join(", ", names)}"], ct);
        foreach (var table in tables)
        {
            await CopyAsync(connection, table, ct);
        }

        await ExecuteAsync(connection, constraints.AsEnumerable().Reverse().Concat(indexes).Select(c => c.Make), ct);
        await transaction.CommitAsync(ct);
        await ExecuteAsync(connection, ["VACUUM (ANALYZE)", "CHECKPOINT"], ct); // what autovacuum would do, and now
    }

    private static async Task CopyAsync(NpgsqlConnection connection, LoadedTable table, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT binary, FREEZE)", ct);
        copy.Timeout = Timeout.InfiniteTimeSpan;
        foreach (var row in table.Rows)
        {
            await copy.WriteRowAsync(ct, row);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task<List<(string Drop, string Make)>> ReadAsync(
        NpgsqlConnection connection, string query, string[] tables, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = tables } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var read = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
        {
            read.Add((reader.GetString(0), reader.GetString(1)));
        }

        return read;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, IEnumerable<string> statements, CancellationToken ct)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}

using System.Data.Common;
using System.Globalization;
using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace BlazorSessions.App.Transfer;

/// <summary>Statements on tables as a whole, inside the transaction of a context. Their names are those of the model, and nobody's input.</summary>
internal static class TransferSql
{
    /// <summary>The newest migration that the program knows, without the time in its name.</summary>
    public static string SchemaName(this AppDbContext db) => db.Database.GetMigrations().Last().Split('_', 2)[1];

    public static string Name(this AppDbContext db, string name) => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(name);

    public static string Names(this AppDbContext db, IEnumerable<TransferColumn> columns) => string.Join(", ", columns.Select(column => db.Name(column.Name)));

    public static DbCommand CommandFor(this AppDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = (int)AppDbContext.PatienceWithTables.TotalSeconds;
        command.CommandText = sql;
        return command;
    }

    public static async Task<long> CountAsync(this AppDbContext db, TransferTable table, CancellationToken ct)
    {
        await using var command = db.CommandFor($"SELECT COUNT(*) FROM {db.Name(table.Name)}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    /// <summary>The highest number in a column; null where there are no rows.</summary>
    public static async Task<long?> HighestAsync(this AppDbContext db, TransferTable table, string column, CancellationToken ct)
    {
        await using var command = db.CommandFor($"SELECT MAX({db.Name(column)}) FROM {db.Name(table.Name)}");
        return await command.ExecuteScalarAsync(ct) is { } found and not DBNull ? Convert.ToInt64(found, CultureInfo.InvariantCulture) : null;
    }

    public static async Task<Dictionary<string, long>> CountAllAsync(this AppDbContext db, IEnumerable<TransferTable> tables, CancellationToken ct)
    {
        var counts = new Dictionary<string, long>();
        foreach (var table in tables)
        {
            counts[table.Name] = await db.CountAsync(table, ct);
        }

        return counts;
    }

    public static async Task EmptyAsync(this AppDbContext db, TransferTable table, CancellationToken ct)
    {
        await using var command = db.CommandFor($"DELETE FROM {db.Name(table.Name)}");
        await command.ExecuteNonQueryAsync(ct);
    }
}

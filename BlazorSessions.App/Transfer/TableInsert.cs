using System.Data.Common;
using System.Text.Json;
using BlazorSessions.App.Data;

namespace BlazorSessions.App.Transfer;

/// <summary>Puts rows into a table, some in each statement. What is not flushed is not there.</summary>
internal sealed class TableInsert(AppDbContext db, TransferTable table) : IAsyncDisposable
{
    private readonly object[] values = new object[db.RowsAtOnce * table.Columns.Count];
    private DbCommand? full;
    private int rows;

    public async Task AddAsync(JsonElement row, CancellationToken ct)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            values[(rows * table.Columns.Count) + i] = table.Columns[i].ValueOf(row[i]);
        }

        if (++rows == db.RowsAtOnce)
        {
            await RunAsync(full ??= await PrepareAsync(db.RowsAtOnce, ct), ct);
        }
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        if (rows > 0)
        {
            await using var rest = await PrepareAsync(rows, ct);
            await RunAsync(rest, ct);
        }
    }

    public ValueTask DisposeAsync() => full?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task RunAsync(DbCommand command, CancellationToken ct)
    {
        for (var i = 0; i < command.Parameters.Count; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        await command.ExecuteNonQueryAsync(ct);
        rows = 0;
    }

    private async Task<DbCommand> PrepareAsync(int count, CancellationToken ct)
    {
        var columns = table.Columns.Count;
        var places = Enumerable.Range(0, count)
            .Select(row => $"({string.Join(", ", Enumerable.Range(row * columns, columns).Select(i => $"@p{i}"))})");
        var command = db.CommandFor($"INSERT INTO {db.Name(table.Name)} ({db.Names(table.Columns)}) VALUES {string.Join(", ", places)}");
        for (var i = 0; i < count * columns; i++)
        {
            table.Columns[i % columns].ParameterFor(command, $"p{i}");
        }

        await command.PrepareAsync(ct);
        return command;
    }
}

using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Transfer;

/// <summary>Writes the whole database into a file, as of one moment, so that a server may go on meanwhile.</summary>
internal sealed class DatabaseExport(IDbContextFactory<AppDbContext> contexts, KeyFile keys, SecurityLog log, TimeProvider clock)
{
    private const int RowsBetweenReports = 10_000;

    /// <param name="path">A file that is not there yet; it holds what the database holds, and nobody but its owner may read it.</param>
    /// <param name="progress">Hears from time to time how many rows are written.</param>
    /// <param name="ct">Breaks off; then there is no file.</param>
    /// <returns>How many rows there are of each table.</returns>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public Task<IReadOnlyDictionary<string, long>> WriteAsync(string path, IProgress<LogProgress>? progress, CancellationToken ct) =>
        PrivateFile.WriteAsync(path, async file =>
        {
            using var writer = new TransferWriter(file, keys);
            var counts = await WriteAsync(writer, progress, ct);
            log.Note("DataExported", "operator", default);
            return counts;
        });

    private async Task<IReadOnlyDictionary<string, long>> WriteAsync(TransferWriter writer, IProgress<LogProgress>? progress, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var snapshot = await db.BeginSnapshotAsync(ct);
        var tables = TransferTable.AllOf(db);
        var counts = await db.CountAllAsync(tables, ct);
        var (written, all) = (0L, counts.Values.Sum());
        await writer.WriteAsync(new TransferHead(TransferFile.Format, db.SchemaName(), clock.GetUtcNow(), all), ct);
        foreach (var table in tables)
        {
            await writer.WriteAsync(new TransferTableHead(table.Name, [.. table.Columns.Select(column => column.Name)]), ct);
            await using var command = db.CommandFor($"SELECT {db.Names(table.Columns)} FROM {db.Name(table.Name)}");
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                await writer.WriteRowAsync(table, rows, ct);
                if (++written % RowsBetweenReports == 0)
                {
                    progress?.Report(new(written, all));
                }
            }
        }

        await writer.EndAsync(new(counts), ct);
        return counts;
    }
}

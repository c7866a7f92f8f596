using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Transfer;

/// <summary>
/// Puts the file of an export into a database of either kind where nothing is yet, all of it or nothing. Sessions stay open and
/// sign-ins go on waiting: what their browsers hold fits, since the key file is the same.
/// </summary>
internal sealed class DatabaseImport(
    IServiceProvider services, AppSettings settings, IDbContextFactory<AppDbContext> contexts, KeyFile keys, LogVerifier verifier, SecurityLog log)
{
    private const int RowsBetweenReports = 10_000;

    // What a start makes where nothing is; it gives way to what the file has.
    private static readonly string[] MadeByAStart = ["log_seal", "data_protection_keys"];

    /// <param name="path">The file.</param>
    /// <param name="progress">Hears from time to time how many rows are there.</param>
    /// <param name="ct">Breaks off; then nothing was written.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="SettingsException">A server uses the SQLite file, or the database cannot be opened.</exception>
    public async Task<ImportResult> ReadAsync(string path, IProgress<LogProgress>? progress, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!keys.Exists)
        {
            return new ImportResult.Refused($"Keys:File: there is no file {settings.KeyFile}; bring the one that the former database was used with");
        }

        if (!await TransferFile.IsWholeAsync(file, keys, ct))
        {
            return new ImportResult.Refused($"{path} is not whole, or was not written with this key file ({settings.KeyFile})");
        }

        services.GetRequiredService<DatabaseFileLock>();
        if (await IsUsedAsync(ct))
        {
            return new ImportResult.Refused("There are accounts in this database; name one where nothing is yet");
        }

        await services.PrepareAsync(settings);
        file.Position = 0;
        using var lines = new StreamReader(file);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var reader = new TransferReader(lines);
        if (await WriteAsync(db, reader, progress, ct) is { } why)
        {
            return new ImportResult.Refused(why);
        }

        log.Note("DataImported", "operator", default);
        return new ImportResult.Done(reader.End!.Counts, await verifier.VerifyAsync(progress: null, ct));
    }

    // Asked before anything is brought up to date, so also of what an older version has written.
    private async Task<bool> IsUsedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Database.GetAppliedMigrationsAsync(ct)).Any() && await db.Users.AnyAsync(ct);
    }

    // Null when it is done, else why not. Nodes that start meanwhile wait.
    private static async Task<string?> WriteAsync(AppDbContext db, TransferReader file, IProgress<LogProgress>? progress, CancellationToken ct)
    {
        var head = await file.HeadAsync(ct);
        if (head.Format != TransferFile.Format || head.Schema != db.SchemaName())
        {
            return $"Another version of this program has written the file ({head.Schema}, format {head.Format}); use the same one for both";
        }

        await using var turn = await db.LockStartAsync(ct);
        if (await db.IsHeardAsync(ct))
        {
            return "A server runs on this database; stop it first";
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var tables = TransferTable.AllOf(db);
        foreach (var table in tables)
        {
            if (MadeByAStart.Contains(table.Name))
            {
                await db.EmptyAsync(table, ct);
            }
            else if (await db.CountAsync(table, ct) > 0)
            {
                return $"There are rows in {table.Name}; name a database where nothing is yet";
            }
        }

        await InsertAsync(db, tables.ToDictionary(table => table.Name), file, head.Rows, progress, ct);
        foreach (var table in tables)
        {
            if (table.Numbering is { } column && await db.HighestAsync(table, column, ct) is { } last)
            {
                await db.ContinueNumberingAsync(table.Name, column, last, ct);
            }
        }

        if ((await db.CountAllAsync(tables, ct)).Except(file.End!.Counts).Any())
        {
            throw new InvalidDataException("The database holds other numbers of rows than the file.");
        }

        await transaction.CommitAsync(ct);
        return null;
    }

    private static async Task InsertAsync(
        AppDbContext db, Dictionary<string, TransferTable> tables, TransferReader file, long all, IProgress<LogProgress>? progress, CancellationToken ct)
    {
        var written = 0L;
        while (await file.NextTableAsync(ct) is { } next)
        {
            var table = tables[next.Table];
            if (!table.Columns.Select(column => column.Name).SequenceEqual(next.Columns))
            {
                throw new InvalidDataException($"The file has other columns of {table.Name}.");
            }

            await using var insert = new TableInsert(db, table);
            await foreach (var row in file.RowsAsync(ct))
            {
                await insert.AddAsync(row, ct);
                if (++written % RowsBetweenReports == 0)
                {
                    progress?.Report(new(written, all));
                }
            }

            await insert.FlushAsync(ct);
        }
    }
}

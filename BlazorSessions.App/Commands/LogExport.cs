using System.Globalization;
using System.Text;
using BlazorSessions.App.Data;
using BlazorSessions.App.Features.SessionApi;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Commands;

internal enum LogFormat
{
    Jsonl,
    Csv,
}

/// <summary>Which entries of the log.</summary>
internal sealed record LogSelection(DateTimeOffset? Since, DateTimeOffset? Until, UserId? User = null);

/// <summary>Writes entries of the log out, account by account in their order, with their hashes, and as of one moment.</summary>
internal sealed class LogExport(IDbContextFactory<AppDbContext> contexts)
{
    private const string Headings = "userId,number,at,kind,sessionId,bySessionId,reason,notice,deviceName,ipAddress,hash\r\n";

    /// <param name="what">Which entries.</param>
    /// <param name="format">How.</param>
    /// <param name="file">Where to, a file that is not there yet; null for <paramref name="output"/>.</param>
    /// <param name="output">The standard output.</param>
    /// <param name="ct">Breaks off.</param>
    public async Task<Report> WriteAsync(LogSelection what, LogFormat format, string? file, TextWriter output, CancellationToken ct)
    {
        try
        {
            if (file is null)
            {
                await WriteAsync(what, format, output, ct);
                return new Report.Streamed();
            }

            var written = await WriteFileAsync(what, format, file, ct);
            return new Report.Done(new { Entries = written }, $"{Output.Count(written, "entry", "entries")} written to {file}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Report.NotDone($"{file ?? "The standard output"}: {e.Message}");
        }
    }

    private Task<long> WriteFileAsync(LogSelection what, LogFormat format, string path, CancellationToken ct) =>
        PrivateFile.WriteAsync(path, async file =>
        {
            await using var writer = new StreamWriter(file);
            return await WriteAsync(what, format, writer, ct);
        });

    private async Task<long> WriteAsync(LogSelection what, LogFormat format, TextWriter writer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.Database.SetCommandTimeout(AppDbContext.PatienceWithTables);
        await using var snapshot = await db.BeginSnapshotAsync(ct);
        var entries = db.StoredEntries(what.User?.Value ?? Guid.Empty, what.User?.Value ?? Guid.AllBitsSet).AsQueryable();
        entries = what.Since is { } since ? entries.Where(e => e.At >= since.ToUniversalTime()) : entries;
        entries = what.Until is { } until ? entries.Where(e => e.At < until.ToUniversalTime()) : entries;
        await writer.WriteAsync(format == LogFormat.Csv ? Headings : "");
        var written = 0L;
        await foreach (var entry in entries.AsAsyncEnumerable().WithCancellation(ct))
        {
            await writer.WriteAsync(format == LogFormat.Csv ? CsvOf(entry) : Output.JsonOf(entry) + "\n");
            written++;
        }

        return written;
    }

    private static string CsvOf(StoredEntry e)
    {
        string?[] cells =
        [
            $"{e.UserId}", e.Number.ToString(CultureInfo.InvariantCulture), e.At.ToString("O", CultureInfo.InvariantCulture), e.Kind,
            $"{e.SessionId}", $"{e.BySessionId}", e.Reason, e.Notice, e.DeviceName, e.IpAddress, Convert.ToHexStringLower(e.Hash ?? []),
        ];
        return new StringBuilder().AppendJoin(',', cells.Select(cell => CsvCell.Of(Visible(cell ?? "")))).Append("\r\n").ToString();
    }

    // Somebody may have put into the database what a terminal obeys. JSON writes it like this by itself.
    private static string Visible(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? $"\\u{(int)character:x4}" : $"{character}"));
}

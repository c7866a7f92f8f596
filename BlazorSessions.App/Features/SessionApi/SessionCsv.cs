using System.Globalization;
using System.Text;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SessionApi;

/// <summary>The log as a table (RFC 4180): the columns of the API, and the user agent.</summary>
internal static class SessionCsv
{
    private const string Columns = "id,createdAt,lastSeenAt,idleExpiresAt,absoluteExpiresAt,device,ipAddress,status,endedAt,current,userAgent";
    private const int BufferSize = 16 * 1024;

    public static async Task WriteAsync(
        Stream body, IAsyncEnumerable<Session> rows, Func<Session, LogRowJson> read, CancellationToken ct)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize, leaveOpen: true)
        {
            NewLine = "\r\n",
        };
        await writer.WriteLineAsync(Columns.AsMemory(), ct);
        await foreach (var session in rows.WithCancellation(ct))
        {
            await writer.WriteLineAsync(LineOf(read(session), session.UserAgent).AsMemory(), ct);
        }
    }

    private static string LineOf(LogRowJson row, string userAgent) => string.Join(',',
        $"{row.Id}",
        TimeOf(row.CreatedAt),
        TimeOf(row.LastSeenAt),
        TimeOf(row.IdleExpiresAt),
        TimeOf(row.AbsoluteExpiresAt),
        CsvCell.Of(row.Device),
        CsvCell.Of(row.IpAddress),
        row.Status,
        TimeOf(row.EndedAt),
        row.Current ? "true" : "false",
        CsvCell.Of(userAgent));

    private static string TimeOf(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture) ?? "";
}

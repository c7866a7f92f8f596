using System.Globalization;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SessionApi;

/// <summary>One's whole own log as a file, sent while it is read.</summary>
internal static class SessionExport
{
    public const string Path = "/api/sessions/export";
    public const string CsvLink = Path + "?format=csv";
    public const string JsonLink = Path + "?format=json";

    public static async Task<IResult> DownloadAsync(
        HttpContext context, SessionLogQuery log, SessionPolicy policy, TimeProvider clock, string? format)
    {
        if (format is not ("csv" or "json"))
        {
            return Results.Problem("format is csv or json.", statusCode: StatusCodes.Status400BadRequest);
        }

        var current = context.User.Session()!;
        var now = clock.GetUtcNow();
        var rows = await log.StreamAsync(current.User, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition =
            string.Create(CultureInfo.InvariantCulture, $"attachment; filename=session-log-{now:yyyy-MM-dd}.{format}");
        return format == "csv"
            ? Results.Stream(
                body => SessionCsv.WriteAsync(body, rows, session => new(session, policy, current.Session, now), context.RequestAborted),
                "text/csv; charset=utf-8")
            : Results.Json(rows.Select(session => new LogRowJson(session, policy, current.Session, now)));
    }
}

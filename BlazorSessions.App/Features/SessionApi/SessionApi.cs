using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SessionApi;

/// <summary>One's own session and one's own log, for programs.</summary>
internal static class SessionApi
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    public static void MapSessionApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/session", Current);
        app.MapGet("/api/sessions", ListAsync);
        app.MapGet(SessionExport.Path, SessionExport.DownloadAsync);
        app.MapDelete("/api/sessions/{id}", SignOutAsync);
    }

    private static IResult Current(HttpContext context, SessionPolicy policy) =>
        context.Features.Get<RequestSession>()?.Lookup is SessionLookup.Open open
            ? Results.Ok(new CurrentSessionJson(UserJson.Of(open.User), SessionJson.Of(open.Session, policy, isOpen: true)))
            : Results.Unauthorized();

    private static async Task<IResult> ListAsync(
        HttpContext context,
        SessionLogQuery log,
        SessionPolicy policy,
        TimeProvider clock,
        string? status,
        string? before,
        string? limit)
    {
        var filter = status switch
        {
            null => LogFilter.All,
            "active" => LogFilter.Active,
            "ended" => LogFilter.Ended,
            _ => (LogFilter?)null,
        };
        var cursor = before is null ? null : LogCursor.Parse(before);
        var rows = limit is null ? DefaultLimit : int.TryParse(limit, out var number) ? number : 0;
        if (filter is null || (before is not null && cursor is null) || rows is < 1 or > MaxLimit)
        {
            return Results.Problem(
                $"status is active or ended; before is the next of an earlier answer; limit is 1 to {MaxLimit}.",
                statusCode: StatusCodes.Status400BadRequest);
        }

        var current = context.User.Session()!;
        var page = await log.PageAsync(current.User, cursor, rows, filter.Value, context.RequestAborted);
        var now = clock.GetUtcNow();
        return Results.Ok(new LogPageJson(
            [.. page.Sessions.Select(s => new LogRowJson(s, policy, current.Session, now))], page.Next?.ToString()));
    }

    // What is not there and what is somebody else's are the same.
    private static async Task<IResult> SignOutAsync(HttpContext context, SignOutService service, SecurityLog log, string id)
    {
        var outcome = Guid.TryParse(id, out var session)
            ? await service.SignOutAsync(context.User.Session()!, new(session))
            : new EndOutcome.NotThere();
        log.WriteIfRefused(outcome, ConfirmedAct.SignOut.Name, session, context.Subject());
        return outcome switch
        {
            EndOutcome.Ended => Results.NoContent(),
            EndOutcome.ProofTooOld => Results.StatusCode(StatusCodes.Status403Forbidden),
            _ => Results.NotFound(),
        };
    }
}

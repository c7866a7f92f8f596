using BlazorSessions.App.Security;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The first look at whatever comes to the circuit, before anything is read from the database: it comes from a page of this
/// site, or from no browser at all, with a cookie that may open something, and as a web socket, which can be counted and cut.
/// </summary>
internal static class CircuitGate
{
    public const string Path = "/_blazor";

    /// <summary>To be used before authentication.</summary>
    public static void UseCircuitGate(this WebApplication app)
    {
        app.UseWebSockets();
        app.Use((context, next) => context.Request.Path.StartsWithSegments(Path, out var rest) && RefusalOf(context, rest) is { } refusal
            ? RefuseAsync(context, refusal.Status, refusal.Outcome)
            : next(context));
    }

    /// <summary>Says no to a program, which reads the status alone, and to the log.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="outcome">Why, for the log.</param>
    /// <param name="retryAfter">When it may try again.</param>
    public static Task RefuseAsync(HttpContext context, int status, string outcome, TimeSpan? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0; // else a page would be put in its place
        if (retryAfter is { } wait)
        {
            context.Response.SetRetryAfter(wait);
        }

        Log(context, outcome);
        return Task.CompletedTask;
    }

    /// <summary>Writes down that a circuit was refused.</summary>
    public static void Log(HttpContext context, string outcome) =>
        context.RequestServices.GetRequiredService<SecurityLog>().Warn("CircuitRefused", outcome, new(
            context.User.Owner()?.User, context.User.Owner()?.SignIn, PeerAddress.Of(context)));

    private static (int Status, string Outcome)? RefusalOf(HttpContext context, PathString rest)
    {
        if (!IsOwnOrigin(context.Request))
        {
            return (StatusCodes.Status403Forbidden, "foreign-origin");
        }

        // A page that leaves names its circuit by its secret, to have it ended; its cookie may be gone by then.
        if (!rest.StartsWithSegments("/disconnect") && !HasCookie(context))
        {
            return (StatusCodes.Status401Unauthorized, "no-cookie");
        }

        return rest.Value is null or "" or "/" && !context.WebSockets.IsWebSocketRequest
            ? (StatusCodes.Status400BadRequest, "no-socket")
            : null;
    }

    private static bool IsOwnOrigin(HttpRequest request) => request.Headers.Origin is not [_, ..] origins
        || (origins is [{ } origin]
            && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            && string.Equals(origin, own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));

    private static bool HasCookie(HttpContext context) =>
        context.RequestServices.GetRequiredService<SessionCookie>().Read(context) is not null
        || context.RequestServices.GetRequiredService<ApprovalCookie>().Read(context) is not null;
}

using BlazorSessions.App.Security;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The second look, when it is known who comes: somebody with an open session or a sign-in that waited, not too many, and not
/// too often. A socket holds its place for as long as it is open, and <see cref="SessionConnections"/> holds the socket, so
/// that it can be cut.
/// </summary>
internal static class CircuitAdmission
{
    /// <summary>To be used after authentication.</summary>
    public static void UseCircuitAdmission(this WebApplication app) => app.Use((context, next) =>
        context.Request.Path.StartsWithSegments(CircuitGate.Path, out var rest) && IsForCircuit(context, rest)
            ? AdmitAsync(context, rest, next)
            : next(context));

    private static async Task AdmitAsync(HttpContext context, PathString rest, RequestDelegate next)
    {
        var services = context.RequestServices;
        if (context.User.Owner() is null && services.GetRequiredService<ApprovalCookie>().Read(context) is { } token
            && await services.GetRequiredService<SessionRegistry>().FindWaitingAsync(token, context.RequestAborted) is { } waiting)
        {
            context.User = waiting.ToPrincipal(); // also of one that is just over: its page hears that, and is cut off
        }

        if (context.User.Owner() is not { } owner)
        {
            await CircuitGate.RefuseAsync(context, StatusCodes.Status401Unauthorized, WhyNobody(context));
            return;
        }

        var limits = services.GetRequiredService<CircuitLimits>();
        var visitor = new CircuitVisitor(context.User.Session()?.User, Network.Of(PeerAddress.Of(context)));
        if (IsStart(context, rest) && limits.Start(visitor) is { } wait)
        {
            await CircuitGate.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "too-many-starts", wait);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        var (place, untilFree) = limits.Enter(visitor);
        using var held = place;
        if (place is null)
        {
            await CircuitGate.RefuseAsync(context, StatusCodes.Status429TooManyRequests, "too-many-open", untilFree);
            return;
        }

        using var kept = services.GetRequiredService<SessionConnections>().Keep(owner, context);
        await next(context);
    }

    private static string WhyNobody(HttpContext context) =>
        context.Features.Get<RequestSession>()?.Lookup is SessionLookup.Ended ? "session-ended" : "unknown-cookie";

    // What else there is beside it: a page that leaves names its circuit by its secret, and asks for what scripts it needs.
    private static bool IsForCircuit(HttpContext context, PathString rest) =>
        context.WebSockets.IsWebSocketRequest || rest.StartsWithSegments("/negotiate");

    // What is negotiated opens one socket, which then comes with the id that it was given.
    private static bool IsStart(HttpContext context, PathString rest) =>
        rest.StartsWithSegments("/negotiate") || (context.WebSockets.IsWebSocketRequest && !context.Request.Query.ContainsKey("id"));
}

using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignOut;

/// <summary>Plain forms, so that signing out depends on no circuit.</summary>
internal static class SignOutEndpoints
{
    public const string OtherPath = "/signout/other";
    public const string EverywhereElsePath = "/signout/everywhere-else";

    public static void MapSignOut(this IEndpointRouteBuilder app)
    {
        app.MapPost("/signout", SignOutAsync).AllowAnonymous();
        app.MapPost(OtherPath, SignOutOtherAsync);
        app.MapPost(EverywhereElsePath, SignOutEverywhereElseAsync);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignOutService service, SessionCookie cookie)
    {
        if (context.User.Session() is { } current)
        {
            await service.SignOutAsync(current);
        }

        cookie.Delete(context);
        return SeeOther.To("/signin");
    }

    private static async Task<IResult> SignOutOtherAsync(HttpContext context, SignOutService service)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return SeeOther.To(
            Guid.TryParse(form["session"], out var id)
            && await service.SignOutAsync(context.User.Session()!, new(id)) is EndOutcome.ProofTooOld
                ? ConfirmedAct.SignOut.LinkFor($"{id}")
                : "/dashboard");
    }

    private static async Task<IResult> SignOutEverywhereElseAsync(HttpContext context, SignOutService service) =>
        SeeOther.To(await service.SignOutEverywhereElseAsync(context.User.Session()!) is EndOutcome.ProofTooOld
            ? ConfirmedAct.SignOutEverywhereElse.LinkFor()
            : "/dashboard");
}

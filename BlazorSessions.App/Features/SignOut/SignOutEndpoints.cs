using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Security;
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
        SiteData.Clear(context);
        return SeeOther.To("/signin");
    }

    private static async Task<IResult> SignOutOtherAsync(HttpContext context, SignOutService service, SavedNotice saved, SecurityLog log)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!Guid.TryParse(form["session"], out var id))
        {
            return SeeOther.To("/dashboard");
        }

        var outcome = await service.SignOutAsync(context.User.Session()!, new(id));
        log.WriteIfRefused(outcome, ConfirmedAct.SignOut.Name, id, context.Subject());
        return Answer(context, outcome, saved, Saved.SignedOut, ConfirmedAct.SignOut.LinkFor($"{id}"));
    }

    private static async Task<IResult> SignOutEverywhereElseAsync(HttpContext context, SignOutService service, SavedNotice saved, SecurityLog log)
    {
        var outcome = await service.SignOutEverywhereElseAsync(context.User.Session()!);
        log.WriteIfRefused(outcome, ConfirmedAct.SignOutEverywhereElse.Name, id: null, context.Subject());
        return Answer(context, outcome, saved, Saved.SignedOutElsewhere, ConfirmedAct.SignOutEverywhereElse.LinkFor());
    }

    private static SeeOther Answer(HttpContext context, EndOutcome outcome, SavedNotice saved, Saved what, string confirmAt)
    {
        if (outcome is EndOutcome.Ended)
        {
            saved.Write(context, what);
        }

        return SeeOther.To(outcome is EndOutcome.ProofTooOld ? confirmAt : "/dashboard");
    }
}

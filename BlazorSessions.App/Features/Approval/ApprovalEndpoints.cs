using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Approval;

/// <summary>What both sides can do with a plain form, so that nothing depends on a circuit.</summary>
internal static class ApprovalEndpoints
{
    public const string CollectPath = "/signin/approval/collect";
    public const string CancelPath = "/signin/approval/cancel";
    public const string ApprovePath = "/signin/approval/approve";
    public const string DenyPath = "/signin/approval/deny";

    public static void MapApproval(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithMetadata(new LimitedAttribute(LimitedAct.Approval));
        group.MapPost(CollectPath, CollectAsync).AllowAnonymous();
        group.MapPost(CancelPath, CancelAsync).AllowAnonymous();
        group.MapPost(ApprovePath, ApproveAsync);
        group.MapPost(DenyPath, DenyAsync);
    }

    private static async Task<IResult> CollectAsync(
        HttpContext context, WaitingService waiting, ApprovalCookie cookie, DeviceCookie device, SignInResponse response, SecurityLog log)
    {
        // A browser that is signed in already, perhaps as somebody else, keeps the session that it has.
        if (context.User.Session() is not null)
        {
            return SeeOther.To("/");
        }

        if (cookie.Read(context) is not { } token)
        {
            log.Warn("CollectingRefused", "no-cookie", context.Subject());
            return SeeOther.To("/");
        }

        if (!await waiting.IsOfAsync(token, device.Read(context), context.RequestAborted))
        {
            log.Warn("CollectingRefused", "other-device", context.Subject());
            return SeeOther.To("/");
        }

        var outcome = await waiting.CollectAsync(token, context.RequestAborted);
        if (outcome is null)
        {
            log.Warn("CollectingRefused", "nothing-waits", context.Subject());
        }
        else if (outcome is SignInOutcome.NotApproved { Status: not ApprovalStatus.Pending } over) // one that waits may ask as often as it likes
        {
            log.Warn("CollectingRefused", OutcomeText.Of(over.Status), context.Subject());
        }

        return SeeOther.To(outcome is null ? "/signin/approval" : response.Write(context, outcome, "/dashboard"));
    }

    private static async Task<IResult> CancelAsync(HttpContext context, WaitingService waiting, ApprovalCookie cookie)
    {
        if (cookie.Read(context) is { } token)
        {
            await waiting.CancelAsync(token);
            cookie.Delete(context);
        }

        return SeeOther.To("/signin");
    }

    private static async Task<IResult> ApproveAsync(HttpContext context, ApprovalService approvals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!Guid.TryParse(form["request"], out var request))
        {
            return SeeOther.To("/dashboard");
        }

        if (ApprovalCode.Parse(form["code"]) is not { } code)
        {
            return SeeOther.To("/dashboard?unreadable=true");
        }

        await approvals.ApproveAsync(context.User.Session()!, new(request), code, context.RequestAborted);
        return SeeOther.To($"/dashboard?decided={request}");
    }

    private static async Task<IResult> DenyAsync(HttpContext context, ApprovalService approvals)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await approvals.DenyAllAsync(context.User.Session()!);
        return SeeOther.To(Guid.TryParse(form["request"], out var request) ? $"/dashboard?decided={request}" : "/dashboard");
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Errors;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Confirm;

/// <summary>Takes the password that was typed again, and does what it was asked for.</summary>
internal static class ConfirmEndpoints
{
    public const string Path = "/confirm";

    public static void MapConfirm(this IEndpointRouteBuilder app) => app.MapPost(Path, ConfirmAsync).WithMetadata(new LimitedAttribute(LimitedAct.Account));

    private static async Task<IResult> ConfirmAsync(
        HttpContext context,
        ConfirmService service,
        SessionCookie cookie,
        SignOutService signOut,
        AccountService account,
        RecoveryCodesCookie codes,
        SavedNotice saved,
        SecurityLog log)
    {
        var current = context.User.Session()!;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var id = form["id"].ToString();
        if (ConfirmedAct.Parse(form["act"]) is not { } act)
        {
            return SeeOther.To("/dashboard");
        }

        switch (await service.ConfirmAsync(current, form["password"], context.RequestAborted))
        {
            case Confirmation.Done { Token: { } token }:
                log.Note("PasswordConfirmed", act.Name, context.Subject());
                cookie.Write(context, token);
                break;
            case Confirmation.TooManyTries refused:
                return new TooManyTriesResult(refused.NextAt);
            default:
                log.Warn("PasswordRejected", "confirm", context.Subject());
                return SeeOther.To(act.LinkFor(id, wrong: true));
        }

        try
        {
            await DoAsync();
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // Its own page would say that nothing was changed, without the new token, and the old one is over: so ask again.
            return SeeOther.To(act.LinkFor(id));
        }

        return SeeOther.To(act.Page);

        async Task DoAsync()
        {
            if (act == ConfirmedAct.SignOut && Guid.TryParse(id, out var session)
                && await signOut.SignOutAsync(current, new(session)) is EndOutcome.Ended)
            {
                saved.Write(context, Saved.SignedOut);
            }
            else if (act == ConfirmedAct.SignOutEverywhereElse && await signOut.SignOutEverywhereElseAsync(current) is EndOutcome.Ended)
            {
                saved.Write(context, Saved.SignedOutElsewhere);
            }
            else if (act == ConfirmedAct.NewRecoveryCodes && await account.ReplaceCodesAsync(current) is { } made)
            {
                codes.Write(context, current.User, made);
            }
            else if (act == ConfirmedAct.ForgetDevice && await account.ForgetDeviceAsync(current, new(id)) is ForgetOutcome.Forgotten)
            {
                saved.Write(context, Saved.DeviceForgotten);
            }
        }
    }
}

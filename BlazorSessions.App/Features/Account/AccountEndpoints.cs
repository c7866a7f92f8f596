using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Account;

/// <summary>What the account page does with a button alone.</summary>
internal static class AccountEndpoints
{
    public const string NewCodesPath = "/account/recovery-codes";
    public const string ForgetPath = "/account/forget-device";
    public const string KeepPath = "/account/keep";

    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        app.MapPost(NewCodesPath, NewCodesAsync);
        app.MapPost(ForgetPath, ForgetAsync);
        app.MapPost(KeepPath, KeepAsync);
    }

    private static async Task<IResult> NewCodesAsync(HttpContext context, AccountService account, RecoveryCodesCookie cookie, SecurityLog log)
    {
        var current = context.User.Session()!;
        if (await account.ReplaceCodesAsync(current) is not { } codes)
        {
            log.Note("ProofTooOld", ConfirmedAct.NewRecoveryCodes.Name, context.Subject());
            return SeeOther.To(ConfirmedAct.NewRecoveryCodes.LinkFor());
        }

        cookie.Write(context, current.User, codes);
        return SeeOther.To("/account");
    }

    private static async Task<IResult> ForgetAsync(HttpContext context, AccountService account, SavedNotice saved, SecurityLog log)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var device = form["device"].ToString();
        var outcome = await account.ForgetDeviceAsync(context.User.Session()!, new(device));
        switch (outcome)
        {
            case ForgetOutcome.Forgotten:
                saved.Write(context, Saved.DeviceForgotten);
                break;
            case ForgetOutcome.KnownForLonger:
                log.Warn("ForgettingRefused", "known-for-longer", context.Subject());
                break;
            case ForgetOutcome.ProofTooOld:
                log.Note("ProofTooOld", ConfirmedAct.ForgetDevice.Name, context.Subject());
                return SeeOther.To(ConfirmedAct.ForgetDevice.LinkFor(device));
        }

        return SeeOther.To("/account");
    }

    private static async Task<IResult> KeepAsync(HttpContext context, AccountService account)
    {
        await account.KeepAsync(context.User.Session()!);
        return SeeOther.To("/account");
    }
}

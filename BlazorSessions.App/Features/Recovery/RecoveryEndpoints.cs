using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;

namespace BlazorSessions.App.Features.Recovery;

/// <summary>The end of showing fresh codes.</summary>
internal static class RecoveryEndpoints
{
    public const string SavedPath = "/recovery-codes/saved";

    public static void MapRecovery(this IEndpointRouteBuilder app) => app.MapPost(SavedPath, SavedAsync);

    private static async Task<IResult> SavedAsync(HttpContext context, RecoveryCodesCookie cookie)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        cookie.Delete(context);
        return SeeOther.To(LocalUrl.OrElse(form["page"], "/dashboard"));
    }
}

using System.Globalization;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;

namespace BlazorSessions.App.Features.Notices;

/// <summary>Dismissing where the page is not live.</summary>
internal static class NoticeEndpoints
{
    public const string DismissPath = "/notices/dismiss";

    public static void MapNotices(this IEndpointRouteBuilder app) => app.MapPost(DismissPath, DismissAsync);

    private static async Task<IResult> DismissAsync(HttpContext context, NoticeService notices)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (long.TryParse(form["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            await notices.DismissAsync(context.User.Session()!, number);
        }

        return SeeOther.To(LocalUrl.OrElse(form["page"], "/dashboard"));
    }
}

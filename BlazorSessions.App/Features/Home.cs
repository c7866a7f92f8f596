using BlazorSessions.App.Sessions;

namespace BlazorSessions.App.Features;

internal static class Home
{
    /// <summary><c>/</c>: to the dashboard, or to where one signs in.</summary>
    public static void MapHome(this IEndpointRouteBuilder app) =>
        app.MapGet("/", (HttpContext context) => Results.Redirect(context.User.Session() is null ? "/signin" : "/dashboard")).AllowAnonymous();
}

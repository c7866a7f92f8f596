using BlazorSessions.App.Sessions;

namespace BlazorSessions.App.Features.SignOut;

internal static class SignOutEndpoints
{
    public static void MapSignOut(this IEndpointRouteBuilder app) => app.MapPost("/signout", SignOutAsync).AllowAnonymous();

    // Once begun it is carried through: a page that closes meanwhile must not leave the session open.
    private static async Task<IResult> SignOutAsync(HttpContext context, SessionRegistry registry, SessionCookie cookie)
    {
        if (context.User.Session() is { } current && await registry.LockAsync(current.User, CancellationToken.None) is { } locked)
        {
            await using (locked)
            {
                locked.Sessions.SignOut(current.Session);
                await locked.CommitAsync(CancellationToken.None);
            }
        }

        cookie.Delete(context);
        return SeeOther.To("/signin");
    }
}

using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// A cookie that carries an <see cref="OpaqueToken"/>: HttpOnly, SameSite=Lax, Path=/, and over HTTPS with the
/// <c>__Host-</c> prefix, which browsers give to no other host (ASVS 3.3.1, 3.3.4).
/// </summary>
public abstract class OpaqueCookie(string name, TimeSpan lifetime)
{
    public OpaqueToken? Read(HttpContext context) => OpaqueToken.Parse(context.Request.Cookies[NameFor(context)]);

    public bool IsSent(HttpContext context) => context.Request.Cookies.ContainsKey(NameFor(context));

    public void Write(HttpContext context, OpaqueToken token) =>
        context.Response.Cookies.Append(NameFor(context), token.Reveal(), Options(context, lifetime));

    public void Delete(HttpContext context)
    {
        if (IsSent(context))
        {
            context.Response.Cookies.Delete(NameFor(context), Options(context, null));
        }
    }

    private string NameFor(HttpContext context) => context.Request.IsHttps ? "__Host-" + name : name;

    private static CookieOptions Options(HttpContext context, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = maxAge,
    };
}

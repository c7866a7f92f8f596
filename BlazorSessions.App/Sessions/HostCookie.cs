namespace BlazorSessions.App.Sessions;

/// <summary>
/// A cookie for this host alone: HttpOnly, SameSite=Lax, Path=/, and over HTTPS with the <c>__Host-</c> prefix, which
/// browsers give to no other host (ASVS 3.3.1, 3.3.4).
/// </summary>
public abstract class HostCookie(string name, TimeSpan lifetime)
{
    /// <summary>How long the browser keeps it.</summary>
    protected TimeSpan Lifetime { get; } = lifetime;

    /// <summary>What a cookie is called in a request or its response, whoever writes it.</summary>
    public static string NameIn(HttpRequest request, string name) => request.IsHttps ? "__Host-" + name : name;

    public bool IsSent(HttpContext context) => context.Request.Cookies.ContainsKey(NameFor(context));

    public void Delete(HttpContext context)
    {
        if (IsSent(context))
        {
            context.Response.Cookies.Delete(NameFor(context), Options(context, null));
        }
    }

    protected string? ReadText(HttpContext context) => context.Request.Cookies[NameFor(context)];

    protected void WriteText(HttpContext context, string text) =>
        context.Response.Cookies.Append(NameFor(context), text, Options(context, Lifetime));

    private string NameFor(HttpContext context) => NameIn(context.Request, name);

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

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The framework's own cookie, with the flags and the name of a <see cref="HostCookie"/>. The framework asks for the name and
/// does not say for which request.
/// </summary>
internal sealed class AntiforgeryCookie : CookieBuilder
{
    private readonly IHttpContextAccessor accessor;

    public AntiforgeryCookie(IHttpContextAccessor accessor)
    {
        this.accessor = accessor;
        HttpOnly = true;
        IsEssential = true;
        Path = "/";
        SecurePolicy = CookieSecurePolicy.SameAsRequest;
        SameSite = SameSiteMode.Lax; // as the session's: else a link from elsewhere would outdate every open form
    }

    public override string? Name
    {
        get => accessor.HttpContext is { } context ? HostCookie.NameIn(context.Request, "antiforgery") : "antiforgery";
        set => throw new NotSupportedException();
    }
}

using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>The cookie of ASP.NET Core as it comes: a protected ticket with the same claims as ours, which nothing can end.</summary>
internal class CookiePeer : Peer
{
    protected const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public override void Add(WebApplicationBuilder builder) => builder.Services.AddAuthentication(Scheme).AddCookie(Scheme);

    public override Task SignInAsync(HttpContext context) =>
        context.SignInAsync(Scheme, context.RequestServices.GetRequiredService<FixedSession>().Open.ToPrincipal(Scheme));
}

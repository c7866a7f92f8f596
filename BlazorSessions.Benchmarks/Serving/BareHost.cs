using BlazorSessions.App.Features.SessionApi;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>What a stateless cookie costs where there is nothing else: no security headers, no limits, no pages.</summary>
internal static class BareHost
{
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        var read = AppSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(read.Sessions).AddSingleton(read.Approvals).AddSingleton(TimeProvider.System).AddSingleton<FixedSession>();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet(Peer.SignInPath, new CookiePeer().SignInAsync).AllowAnonymous();
        app.MapGet("/api/session", Current);
        return app;
    }

    private static IResult Current(FixedSession session, SessionPolicy policy) =>
        Results.Ok(new CurrentSessionJson(UserJson.Of(session.Open.User), SessionJson.Of(session.Open.Session, policy, isOpen: true)));
}

using System.Text.Encodings.Web;
using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>No authentication at all: what the rest of a request costs.</summary>
internal sealed class EverybodyPeer : Peer
{
    private const string Scheme = "Everybody";

    public override void Add(WebApplicationBuilder builder) =>
        builder.Services.AddAuthentication(Scheme).AddScheme<AuthenticationSchemeOptions, Handler>(Scheme, null);

    // The cookie opens nothing: it is there so that the requests are alike.
    public override Task SignInAsync(HttpContext context)
    {
        context.Response.Cookies.Append("session", context.TraceIdentifier);
        return Task.CompletedTask;
    }

    private sealed class Handler(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, FixedSession session)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.Success(new(session.Open.ToPrincipal(Scheme.Name), Scheme.Name)));
    }
}

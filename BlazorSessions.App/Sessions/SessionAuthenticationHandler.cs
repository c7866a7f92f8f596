using System.Text.Encodings.Web;
using BlazorSessions.App.Security;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BlazorSessions.App.Sessions;

/// <summary>What this request's session cookie turned out to be, kept for the pages and endpoints of the request.</summary>
public sealed record RequestSession(SessionLookup Lookup)
{
    /// <summary>Why the session of the cookie is over, where it is.</summary>
    public SessionEndReason? EndReason => (Lookup as SessionLookup.Ended)?.Reason;
}

/// <summary>
/// Cookie → hash → <see cref="SessionCache"/>, or else the row → principal. The row is the one truth: there is nothing here that
/// could bring an ended session back, as renewing a ticket could.
/// </summary>
public sealed class SessionAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SessionRegistry registry,
    SessionCookie cookie,
    SecurityLog log)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<NeedsNoSession>() is not null || cookie.Read(Context) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        // The circuit's own traffic comes without a person, and so does what a page asks because it woke up or reconnected.
        var isActivity = !Request.Path.StartsWithSegments(CircuitGate.Path)
            && !Request.Headers.ContainsKey("X-Unattended") && !Request.Cookies.ContainsKey(HostCookie.NameIn(Request, "unattended"));
        var lookup = await registry.FindAsync(token, isActivity, Context.RequestAborted);
        Context.Features.Set(new RequestSession(lookup));
        WriteDownIfRefused(lookup);
        return lookup is SessionLookup.Open open
            ? AuthenticateResult.Success(new(open.Principal, SchemeName))
            : AuthenticateResult.NoResult();
    }

    /// <summary>A program is told 401 and no more; a person is taken to where one signs in, and back afterwards.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api"))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var asked = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : "";
        Response.Redirect(asked is "" or "/dashboard" ? "/signin" : $"/signin?returnUrl={Uri.EscapeDataString(asked)}");
        return Task.CompletedTask;
    }

    private void WriteDownIfRefused(SessionLookup lookup)
    {
        if (lookup is SessionLookup.Ended ended)
        {
            log.Note("SessionRejected", OutcomeText.Of(ended.Reason), Context.Subject() with { User = ended.Session.UserId, Session = ended.Session.Id });
        }
        else if (lookup is SessionLookup.Unknown)
        {
            log.Note("SessionRejected", "unknown", Context.Subject());
        }
    }
}

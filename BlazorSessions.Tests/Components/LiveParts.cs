using System.Security.Claims;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Components;

/// <summary>A page's live parts alone, on the real services of an application.</summary>
public sealed class LiveParts : BunitContext
{
    public LiveParts(TestApp app)
    {
        Services.AddSingleton(app.Get<ApprovalService>());
        Services.AddSingleton(app.Get<WaitingService>());
        Services.AddSingleton(app.Get<SignedOutNotice>());
        Services.AddSingleton(app.Get<SessionLogQuery>());
        Services.AddSingleton(app.Get<SessionPolicy>());
        Services.AddSingleton(app.Get<SessionEventHub>());
        Services.AddSingleton<TimeProvider>(app.Clock);
        Services.AddScoped<SessionNotifier>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>What the component had the browser do.</summary>
    public IEnumerable<string> Told(string function) =>
        JSInterop.Invocations[function].Select(i => string.Join(' ', i.Arguments));

    /// <summary>Signs the page's user in.</summary>
    public LiveParts As(CurrentSession current)
    {
        var principal = AddAuthorization().SetAuthorized(current.Name);
        principal.SetClaims(new Claim(ClaimTypes.NameIdentifier, current.User.ToString()), new Claim("session", current.Session.ToString()));
        return this;
    }
}

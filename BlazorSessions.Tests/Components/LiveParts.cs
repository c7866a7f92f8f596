using System.Security.Claims;
using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Live;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorSessions.Tests.Components;

/// <summary>A page's live parts alone, on the real services of an application.</summary>
public sealed class LiveParts : BunitContext
{
    static LiveParts() => DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    /// <param name="app">Whose services they use.</param>
    /// <param name="current">Who is signed in on the page, if anybody is.</param>
    /// <param name="replace">What the test puts in place of services.</param>
    /// <param name="waiting">What waits on the page, if anything does.</param>
    public LiveParts(TestApp app, CurrentSession? current = null, Action<IServiceCollection>? replace = null, CircuitOwner? waiting = null)
    {
        Services.AddSingleton(app.Get<ApprovalService>());
        Services.AddSingleton(app.Get<WaitingService>());
        Services.AddSingleton(app.Get<SignedOutNotice>());
        Services.AddSingleton(app.Get<SignOutService>());
        Services.AddSingleton(app.Get<SessionRegistry>());
        Services.AddSingleton(app.Get<SessionLogQuery>());
        Services.AddSingleton(app.Get<SessionDetailsQuery>());
        Services.AddSingleton(app.Get<AccountQuery>());
        Services.AddSingleton(app.Get<PasswordMeter>());
        Services.AddSingleton(app.Get<SessionPolicy>());
        Services.AddSingleton(app.Get<SessionEventHub>());
        Services.AddSingleton<TimeProvider>(app.Clock);
        Services.AddScoped<CircuitSession>();
        Services.AddScoped<SessionNotifier>();
        Services.AddLogging().AddLocalization();
        replace?.Invoke(Services);
        if (current is not null)
        {
            AddAuthorization().SetAuthorized(current.Name).SetClaims(
                new Claim(ClaimTypes.NameIdentifier, current.User.ToString()), new Claim("session", current.Session.ToString()));
        }

        if (waiting is not null)
        {
            AddAuthorization().SetClaims([.. waiting.ToPrincipal().Claims]);
        }

        Services.AddSingleton<IJSRuntime>(Browser);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>What the parts have the browser do.</summary>
    public RecordingBrowser Browser { get; } = new();
}

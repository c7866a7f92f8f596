using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorSessions.App.Sessions;

internal static class SessionServices
{
    /// <summary>Server-side sessions. Whatever does not say that anybody may see it needs one.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(settings.Sessions);
        services.AddSingleton(settings.Approvals);
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<ApprovalCookie>();
        services.AddSingleton<PasswordProofCookie>();
        services.AddSingleton<RecoveryCodesCookie>();
        services.AddSingleton<LastSeenBook>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<SessionConnections>();
        services.AddScoped<CircuitSession>();
        services.AddScoped<CircuitHandler, SessionCircuitHandler>();
        services.AddSingleton<LastSeenWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<LastSeenWriter>());
        services.AddSingleton<SessionSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionSweeper>());
        services.AddSingleton(settings.LogRetention);
        services.AddSingleton<LogPurge>();
        services.AddSingleton<WrongTries>();
        services.AddSingleton<AddressTries>();
        services.AddSingleton<GuessLimits>();
        services.AddSingleton<DeviceRecognition>();
        services.AddSingleton<FailureNews>();
        services.AddHostedService(provider => provider.GetRequiredService<FailureNews>());
        services.AddSingleton<AccountEraser>();
        services.AddSingleton<Housekeeping>();
        services.AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
        services.AddAuthentication(SessionAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthenticationHandler>(SessionAuthenticationHandler.SchemeName, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}

using Microsoft.Extensions.Logging.Console;

namespace BlazorSessions.App.Security;

internal static class SecurityLogServices
{
    /// <summary>The security log, its first and last line, and the console on which each entry is one line.</summary>
    public static IServiceCollection AddSecurityLog(this IServiceCollection services)
    {
        services.AddLogging(logging => logging.AddConsoleFormatter<OneLineFormatter, ConsoleFormatterOptions>());
        services.AddSingleton<SecurityLog>();
        services.AddHostedService<ServerLines>();
        return services;
    }
}

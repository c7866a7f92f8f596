using Microsoft.Extensions.Logging.Console;

namespace BlazorSessions.App.Security;

internal static class SecurityLogServices
{
    /// <summary>
    /// The framework's lines of each request. They hold its address with the query, which may hold a secret, so they are left out also
    /// where somebody has one log say more.
    /// </summary>
    internal const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>The security log, its first and last line, and the console on which each entry is one line.</summary>
    public static IServiceCollection AddSecurityLog(this IServiceCollection services)
    {
        services.AddLogging(logging => logging
            .AddConsoleFormatter<OneLineFormatter, ConsoleFormatterOptions>()
            .AddFilter<ConsoleLoggerProvider>(RequestLines, LogLevel.Warning));
        services.AddSingleton<SecurityLog>();
        services.AddHostedService<ServerLines>();
        return services;
    }
}

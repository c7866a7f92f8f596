using System.Globalization;
using System.Reflection;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Security;

/// <summary>Writes down when the server began and ended to serve, as which version, and by which settings it is safe or is not.</summary>
internal sealed class ServerLines(SecurityLog log, AppSettings settings) : IHostedLifecycleService
{
    private static readonly string Version =
        typeof(ServerLines).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        log.Note("ServerStarted", $"{Version} {Summary()}", default);
        if (!settings.RateLimits.Enabled)
        {
            log.Warn("ProtectionOff", "RateLimits:Enabled", default);
        }

        if (settings.Security.AllowPlainHttp)
        {
            log.Warn("ProtectionOff", "Security:AllowPlainHttp", default);
        }

        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        log.Note("ServerStopped", Version, default);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"database={settings.Database.Provider} idle={settings.Sessions.IdleTimeout} absolute={settings.Sessions.AbsoluteLifetime} "
        + $"limits={OnOrOff(settings.RateLimits.Enabled)} plain-http={OnOrOff(settings.Security.AllowPlainHttp)} "
        + $"proxies={settings.ReverseProxy.Proxies.Count + settings.ReverseProxy.Networks.Count} "
        + $"argon2={settings.PasswordHashing.MemoryKiB}/{settings.PasswordHashing.Iterations}/{settings.PasswordHashing.Parallelism}");

    private static string OnOrOff(bool value) => value ? "on" : "off";
}

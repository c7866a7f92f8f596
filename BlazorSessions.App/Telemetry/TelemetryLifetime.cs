using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlazorSessions.App.Telemetry;

/// <summary>
/// Has every count begin at nought; and sends what is left when all else has stopped, all signals at once, and does not wait
/// for long: a receiver that does not answer is no reason to be killed by a service manager. To be registered first, since
/// what is registered first stops last.
/// </summary>
internal sealed class TelemetryLifetime(IServiceProvider services) : IHostedLifecycleService
{
    private const int Patience = 2000; // milliseconds

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(Patience), CancellationToken.None),
        Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(Patience), CancellationToken.None),
        Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(Patience), CancellationToken.None));

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<SessionMeter>().BeginAtNought();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using System.Diagnostics.Metrics;
using BlazorSessions.App.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>A meter to which nobody listens, for tests of parts that count and measure by the way.</summary>
public static class Unheard
{
    public static SessionMeter Meter() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}

using System.Diagnostics.Metrics;
using System.Reflection;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BlazorSessions.App.Telemetry;

internal static class TelemetryServices
{
    private const string ServiceName = "BlazorSessions";

    private const string Npgsql = "Npgsql";

    // What the framework and the driver measure themselves.
    private static readonly string[] OtherMeters = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", Npgsql];

    /// <summary>The instruments; and, for the signals that an endpoint is named for, what sends them. Else no package of it is even loaded.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetrySettings settings)
    {
        services.AddSingleton<SessionMeter>();
        services.AddSingleton<SessionGauges>();
        services.AddSingleton<OpenSessions>();
        if (settings.IsOn)
        {
            Send(services, settings);
        }

        return services;
    }

    private static void Send(IServiceCollection services, TelemetrySettings settings)
    {
        services.AddHostedService<TelemetryLifetime>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(Name);
        if (settings.Traces is { } traces)
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(Spans.Source)
                .AddAspNetCoreInstrumentation(TracedRequests.Choose)
                .AddOtlpExporter(options => Set(options, traces)));
        }

        if (settings.Metrics is { } metrics)
        {
            services.AddHostedService(provider => provider.GetRequiredService<OpenSessions>());
            telemetry.WithMetrics(metering => metering
                .AddMeter([SessionMeter.Name, .. OtherMeters])
                .AddView(WithoutConnectionString)
                .AddInstrumentation(provider => provider.GetRequiredService<SessionGauges>())
                .AddOtlpExporter(options => Set(options, metrics)));
        }

        if (settings.Logs is { } logs)
        {
            services.AddLogging(logging => logging.AddFilter<OpenTelemetryLoggerProvider>(SecurityLogServices.RequestLines, LogLevel.Warning));
            telemetry.WithLogging(logging => logging.AddOtlpExporter(options => Set(options, logs)), options => options.IncludeFormattedMessage = true);
        }
    }

    // The driver names a pool by its whole connection string. Without it only a histogram adds up: how long statements take.
    private static MetricStreamConfiguration? WithoutConnectionString(Instrument instrument) =>
        instrument.Meter.Name != Npgsql ? null
        : instrument.Name == "db.client.operation.duration" ? new() { TagKeys = ["db.system.name", "error.type"] }
        : MetricStreamConfiguration.Drop;

    // The variables come last, so that they win.
    private static void Name(ResourceBuilder resource) => resource
        .AddService(ServiceName, serviceVersion: typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion)
        .AddEnvironmentVariableDetector();

    private static void Set(OtlpExporterOptions options, OtlpSignal own)
    {
        if (own.IsGrpc is { } isGrpc)
        {
            options.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        }

        if (own.Endpoint is { } endpoint)
        {
            options.Endpoint = endpoint; // once it is set, no path is added to it, also where it is set to what it was
        }

        options.Headers = own.Headers ?? options.Headers;
        options.TimeoutMilliseconds = own.Timeout ?? options.TimeoutMilliseconds;
    }
}

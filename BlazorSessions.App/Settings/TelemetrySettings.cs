using System.Globalization;

namespace BlazorSessions.App.Settings;

/// <summary>
/// What is sent to an OTLP receiver, by the variables that OpenTelemetry names for it. Without an endpoint nothing is: the
/// standard's own default, a receiver on this machine, is for whoever asks for it.
/// </summary>
/// <param name="Traces">How traces are sent; null when they are not.</param>
/// <param name="Metrics">How metrics are sent; null when they are not.</param>
/// <param name="Logs">How the log is sent; null when it is not.</param>
public sealed record TelemetrySettings(OtlpSignal? Traces, OtlpSignal? Metrics, OtlpSignal? Logs)
{
    /// <summary>Anything is sent at all.</summary>
    public bool IsOn => (Traces ?? Metrics ?? Logs) is not null;

    private const string Prefix = "OTEL_EXPORTER_OTLP";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";

    private static readonly string[] Samplers =
        ["always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"];

    /// <exception cref="SettingsException">An endpoint that is none, a protocol that is not spoken, or what OpenTelemetry would silently pass over.</exception>
    public static TelemetrySettings Read(SettingsReader read)
    {
        var all = OtlpSignal.Read(read, Prefix);
        var isOff = read.YesOrNo("OTEL_SDK_DISABLED", false);
        var sent = isOff ? new(null, null, null) : new TelemetrySettings(Of("TRACES"), Of("METRICS"), Of("LOGS"));
        if (sent.IsOn)
        {
            Check(read);
        }

        return sent;

        OtlpSignal? Of(string signal)
        {
            var own = OtlpSignal.Read(read, $"{Prefix}_{signal}");
            return (own.Endpoint ?? all.Endpoint) is not null && read.Word($"OTEL_{signal}_EXPORTER", "otlp", "none") != "none" ? own : null;
        }
    }

    private static void Check(SettingsReader read)
    {
        read.Number("OTEL_METRIC_EXPORT_INTERVAL", fallback: 1, 1, int.MaxValue);
        read.Word("OTEL_TRACES_SAMPLER", Samplers);
        if (read.Text(SamplerArgument) is { } text
            && !(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1))
        {
            throw new SettingsException(SamplerArgument, $"must be a number from 0 to 1, but is \"{text}\"");
        }
    }
}

/// <summary>What the variables say for one signal alone; null where those for all signals hold, which the exporter reads itself.</summary>
/// <param name="Endpoint">Where it is sent, with its path.</param>
/// <param name="IsGrpc">Over gRPC, else as protobuf over HTTP.</param>
/// <param name="Headers">What is sent with it, as <c>name=value,…</c>.</param>
/// <param name="Timeout">How long the receiver may take, in milliseconds.</param>
public sealed record OtlpSignal(Uri? Endpoint, bool? IsGrpc, string? Headers, int? Timeout)
{
    /// <exception cref="SettingsException">An endpoint that is none, or a protocol that is not spoken.</exception>
    internal static OtlpSignal Read(SettingsReader read, string prefix) => new(
        EndpointOf(read, $"{prefix}_ENDPOINT"),
        IsGrpcBy(read, $"{prefix}_PROTOCOL"),
        read.Text($"{prefix}_HEADERS"),
        read.Text($"{prefix}_TIMEOUT") is null ? null : read.Number($"{prefix}_TIMEOUT", fallback: 0, 1, int.MaxValue));

    private static Uri? EndpointOf(SettingsReader read, string key) => read.Text(key) switch
    {
        null => null,
        { } text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) => uri,
        _ => throw new SettingsException(key, "must be an address that begins with http:// or https://"),
    };

    private static bool? IsGrpcBy(SettingsReader read, string key) => read.Word(key, "grpc", "http/protobuf") is { } protocol ? protocol == "grpc" : null;
}

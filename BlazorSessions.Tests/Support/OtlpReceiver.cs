using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using BlazorSessions.Domain.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Support;

/// <summary>Takes what an OTLP exporter sends, as protobuf over HTTP or over gRPC, and keeps it.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    public static readonly string[] AllSignals = ["logs", "metrics", "traces"];

    private const int FrameHead = 5; // of gRPC: whether it is compressed, and its length

    private readonly WebApplication app;
    private readonly ConcurrentQueue<OtlpRequest> requests = new();

    private OtlpReceiver(WebApplication app) => this.app = app;

    public IReadOnlyCollection<OtlpRequest> Requests => requests;

    public IEnumerable<SentSpan> Spans => requests.SelectMany(r => r.Spans);

    public IEnumerable<SentMetric> Metrics => requests.SelectMany(r => r.Metrics);

    public IEnumerable<SentLine> Lines => requests.SelectMany(r => r.Lines);

    /// <summary>The variables that have all signals sent here, over HTTP.</summary>
    public Dictionary<string, string> Variables => new(Soon) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Http, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };

    /// <summary>The variables that have a signal sent soon after what it tells of, in milliseconds.</summary>
    public static IReadOnlyDictionary<string, string> Soon { get; } = new Dictionary<string, string>
    {
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
    };

    public string Http => app.Urls.First();

    public string Grpc => app.Urls.Last();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2); // as gRPC wants it without TLS
        });
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>
    /// Waits until all is here that a program has to tell of so far. It is asked for something at the end, and each signal
    /// comes in its order; of the numbers, the next but one were collected after that.
    /// </summary>
    /// <param name="program">Whose.</param>
    /// <param name="signals">Those that it sends.</param>
    public async Task HearOutAsync(ISite program, params string[] signals)
    {
        var (trace, span) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        using var stranger = Visitor.WithSession(program, OpaqueToken.Issue().Reveal());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/session");
        request.Headers.Add("traceparent", $"00-{trace}-{span}-01");
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.SendAsync(request)).Status);
        var numbers = requests.Count(r => r.Signal == "metrics");
        await Until.TrueAsync(() => signals.All(HasCome), string.Join(", ", signals));

        bool HasCome(string signal) => signal switch
        {
            "traces" => Spans.Any(s => s.Trace == trace),
            "logs" => Lines.Any(l => l.Trace == trace),
            _ => requests.Count(r => r.Signal == signal) >= numbers + 2,
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (context.Request.Path.StartsWithSegments("/v1", out var signal))
        {
            requests.Enqueue(new(signal.Value![1..], headers, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
            return;
        }

        var frame = body.ToArray();
        Assert.Equal(frame.Length - FrameHead, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)));
        requests.Enqueue(new(SignalOf(context.Request.Path), headers, frame[FrameHead..]));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[FrameHead], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static string SignalOf(PathString path) => path.Value switch
    {
        "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => "traces",
        "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => "metrics",
        "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => "logs",
        _ => $"{path}",
    };
}

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Support;

/// <summary>Takes what an OTLP exporter sends, as protobuf over HTTP or over gRPC, and keeps it.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private const int FrameHead = 5; // of gRPC: whether it is compressed, and its length

    private readonly WebApplication app;
    private readonly ConcurrentQueue<OtlpRequest> requests = new();

    private OtlpReceiver(WebApplication app) => this.app = app;

    public IReadOnlyCollection<OtlpRequest> Requests => requests;

    public IEnumerable<SentSpan> Spans => requests.SelectMany(r => r.Spans);

    public IEnumerable<SentMetric> Metrics => requests.SelectMany(r => r.Metrics);

    public IEnumerable<SentLine> Lines => requests.SelectMany(r => r.Lines);

    /// <summary>The variables that have all signals sent here, over HTTP.</summary>
    public Dictionary<string, string> Variables => new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Http, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" };

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

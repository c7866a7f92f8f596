using System.Globalization;
using Google.Protobuf;

namespace BlazorSessions.Tests.Support;

/// <summary>One request of an OTLP exporter, as it came and as it is to be read (opentelemetry-proto 1.x).</summary>
/// <param name="Signal"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
/// <param name="Headers">What came with it.</param>
/// <param name="Bytes">The message.</param>
public sealed record OtlpRequest(string Signal, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private IReadOnlyList<SentSpan>? spans;
    private IReadOnlyList<SentLine>? lines;

    public IReadOnlyList<SentSpan> Spans => spans ??=
    [
        .. from scoped in Scoped("traces")
        from span in scoped.Parts.Messages(2)
        select new SentSpan(scoped.Scope, span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), Attributes(span, 9)),
    ];

    public IEnumerable<SentMetric> Metrics =>
        from scoped in Scoped("metrics")
        from metric in scoped.Parts.Messages(2)
        let kind = new uint[] { 5, 7, 9 }.Single(metric.Has)
        from point in metric.Messages(kind).Single().Messages(1)
        select kind == 9
            ? new SentMetric(scoped.Scope, metric.Text(1), metric.Text(3), metric.Text(2), Attributes(point, 9), point.Number(4), point.Real(5))
            : new SentMetric(scoped.Scope, metric.Text(1), metric.Text(3), metric.Text(2), Attributes(point, 7), point.Has(6) ? point.Number(6) : point.Real(4));

    public IReadOnlyList<SentLine> Lines => lines ??=
    [
        .. from scoped in Scoped("logs")
        from line in scoped.Parts.Messages(2)
        select new SentLine(scoped.Scope, line.Text(3), Value(line.Messages(5).Single()), line.Hex(9), Attributes(line, 6)),
    ];

    /// <summary>What is said of the program that sends.</summary>
    public IReadOnlyDictionary<string, string> Resource =>
        Attributes(new ProtobufMessage(ByteString.CopyFrom(Bytes)).Messages(1).First().Messages(1).Single(), 1);

    private IEnumerable<(string Scope, ProtobufMessage Parts)> Scoped(string signal) =>
        from resource in Signal == signal ? new ProtobufMessage(ByteString.CopyFrom(Bytes)).Messages(1) : []
        from parts in resource.Messages(2)
        select (parts.Messages(1).Single().Text(1), parts);

    private static Dictionary<string, string> Attributes(ProtobufMessage message, uint field) =>
        message.Messages(field).ToDictionary(pair => pair.Text(1), pair => Value(pair.Messages(2).Single()));

    private static string Value(ProtobufMessage any) =>
        any.Has(2) ? any.Number(2) == 1 ? "true" : "false"
        : any.Has(3) ? any.Number(3).ToString(CultureInfo.InvariantCulture)
        : any.Has(4) ? any.Real(4).ToString(CultureInfo.InvariantCulture)
        : any.Text(1);
}

/// <summary>A part of a trace.</summary>
public sealed record SentSpan(
    string Source, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes);

/// <summary>One value of a metric; of a histogram how often something was measured, and the sum of it.</summary>
public sealed record SentMetric(
    string Meter, string Name, string Unit, string Description, IReadOnlyDictionary<string, string> Attributes, double Value, double Sum = 0);

/// <summary>One line of the log.</summary>
public sealed record SentLine(string Category, string Level, string Text, string Trace, IReadOnlyDictionary<string, string> Fields);

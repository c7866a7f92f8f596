using System.Net;
using System.Net.Sockets;
using BlazorSessions.App;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Telemetry;

/// <summary>What is sent, where to and in which way, is said by OpenTelemetry's own variables; without them nothing is.</summary>
public sealed class Sending
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_endpoint_nothing_of_it_is_even_loaded()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(place, new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = "ours" });

        Assert.False(IsLoaded(program));
    }

    [Fact]
    public async Task Neither_when_it_is_disabled_after_all()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(
            place, new Dictionary<string, string>(receiver.Variables) { ["OTEL_SDK_DISABLED"] = "true" });
        Assert.False(IsLoaded(program));
        await StopAsync(program);

        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task An_endpoint_of_one_signal_has_that_one_sent_and_no_other()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(place, new Dictionary<string, string>(OtlpReceiver.Soon)
        {
            ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] = $"{receiver.Http}/v1/logs",
            ["OTEL_EXPORTER_OTLP_LOGS_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_LOGS_HEADERS"] = "x-key=abc",
        });
        Assert.True(IsLoaded(program));
        await receiver.HearOutAsync(program, "logs");
        await StopAsync(program);

        Assert.Equal(["logs"], receiver.Requests.Select(r => r.Signal).Distinct());
        Assert.All(receiver.Requests, r => Assert.Equal("abc", r.Headers["x-key"]));
    }

    [Fact]
    public async Task All_go_over_gRPC_where_nothing_else_is_said_but_for_what_is_left_out()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(
            place, new Dictionary<string, string>(OtlpReceiver.Soon) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Grpc, ["OTEL_METRICS_EXPORTER"] = "none" });
        using var ann = new Visitor(program);
        await ann.SignUpAsync();
        await receiver.HearOutAsync(program, "logs", "traces");
        await StopAsync(program);

        Assert.Equal(["logs", "traces"], receiver.Requests.Select(r => r.Signal).Distinct().Order());
        Assert.Contains(receiver.Spans, s => s.Name == "POST /signup");
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_holds_up_neither_a_request_nor_the_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(
            place, new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{silent.LocalEndpoint}", ["OTEL_BSP_SCHEDULE_DELAY"] = "1" });
        using var ann = new Visitor(program);
        await ann.SignUpAsync();
        Assert.True(await ann.IsSignedInAsync());
        await StopAsync(program);

        Assert.Equal(0, program.ExitCode); // else it was given up, after nine seconds
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL=http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT=soon")]
    [InlineData("OTEL_SDK_DISABLED=perhaps")]
    [InlineData("OTEL_LOGS_EXPORTER=non")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL=0")]
    [InlineData("OTEL_TRACES_SAMPLER=alway_on")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG=10%")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG=1.5")]
    public void A_wrong_variable_stops_the_start_by_its_name(string wrong)
    {
        var refusal = Assert.Throws<SettingsException>(() => Server.Build(["--OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", $"--{wrong}"]));

        Assert.StartsWith($"{wrong.Split('=')[0]}: must be ", refusal.Message, StringComparison.Ordinal);
    }

    private static bool IsLoaded(RunningProgram program) => program.Loaded.Any(file => file.Contains("OpenTelemetry", StringComparison.Ordinal));

    private static async Task StopAsync(RunningProgram program)
    {
        await program.TerminateAsync();
        await program.WaitForExitAsync(Ct);
    }
}

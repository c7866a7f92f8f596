using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Secrets;
using Npgsql;

namespace BlazorSessions.Tests.Telemetry;

/// <summary>Whoever receives the telemetry learns what happened, and nothing that opens anything.</summary>
[Trait("abuse", "A07")]
[Trait("abuse", "A38")]
public sealed class NoSecretIsSent
{
    private const string DatabasePassword = "quiet harbour lights";
    private const string ReceiverKey = "kNv3pGm2xLq8sWt5yBz1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Information")]
    [InlineData(DatabaseProvider.Sqlite, "Trace")]
    [InlineData(DatabaseProvider.PostgreSql, "Information")]
    public async Task No_secret_of_a_whole_story_and_no_address_stands_in_any_signal(DatabaseProvider provider, string level)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var place = WithPassword(await TestPlace.CreateMigratedAsync(provider));
        await using var program = await RunningProgram.StartAsync(
            place,
            new Dictionary<string, string>(receiver.Variables)
            {
                ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-key={ReceiverKey}",
                ["OTEL_BLRP_MAX_QUEUE_SIZE"] = "1000000", // none is to be left out
                ["Logging__LogLevel__Default"] = level,
                ["Logging__LogLevel__Microsoft.AspNetCore"] = level,
                ["Logging__LogLevel__Microsoft.EntityFrameworkCore"] = level,
            });
        using var story = new SecretStory(program, clock: null);
        await story.UntilItWaitsAsync();
        await story.ToItsEndAsync();
        await story.ToItsDeletionAsync();
        await StopAsync(receiver, program);

        SoughtSecret[] sought =
        [
            .. story.Secrets, .. story.Traces,
            SoughtSecret.Guessable("database password", DatabasePassword), SoughtSecret.Issued("receiver's key", ReceiverKey),
            SoughtSecret.Guessable("connection string", "Max Auto Prepare"), // by which the driver calls a pool
        ];
        Assert.Superset(
            new HashSet<string>
            {
                "password", "mistyped password", "six-digit code", "recovery code", "mistyped recovery code", "cookie session", "cookie device",
                "cookie waiting", "cookie proof", "cookie recovery-codes", "cookie antiforgery", "antiforgery token", "token of a link", "address",
            },
            sought.Select(s => $"{s}").ToHashSet());
        AssertNotSent(receiver, sought);
        Assert.All(receiver.Requests, r => Assert.Equal(ReceiverKey, r.Headers["x-key"]));
        Assert.Contains(receiver.Lines, l => l.Text.StartsWith("SignInFailed", StringComparison.Ordinal));
        Assert.Contains(receiver.Spans, s => s.Name == "POST /signin/recovery");
    }

    [Fact]
    public async Task What_stands_in_a_path_or_a_query_stands_in_none_though_the_library_is_told_not_to_blacken_it()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(
            place,
            new Dictionary<string, string>(receiver.Variables)
            {
                ["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true",
                ["Logging__OpenTelemetry__LogLevel__Default"] = "Information", // beats whatever is said of a category in general
                ["Logging__Console__LogLevel__Default"] = "Information",
            });
        using var ann = new Visitor(program);
        var token = OpaqueToken.Issue().Reveal();
        await ann.SignUpAsync();
        foreach (var path in new[] { "/reset-password", "/signin", "/dashboard", "/api/sessions", $"/{token}", $"/{ann.Email}" })
        {
            await ann.GetAsync($"{path}?token={token}&email={ann.Email}&returnUrl=/{token}");
        }

        await StopAsync(receiver, program);

        AssertNotSent(receiver, [SoughtSecret.Issued("token", token), SoughtSecret.Issued("address", ann.Email)]);
        Assert.DoesNotContain(program.Written, line => line.Contains(token, StringComparison.Ordinal));
        Assert.Contains(receiver.Spans, s => s.Name == "GET /api/sessions");
    }

    [Fact]
    public async Task One_that_was_sent_would_be_found()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.Sqlite);
        await using var program = await RunningProgram.StartAsync(
            place, new Dictionary<string, string>(receiver.Variables) { ["OTEL_RESOURCE_ATTRIBUTES"] = $"careless={ReceiverKey}", ["OTEL_SERVICE_NAME"] = "ours" });
        await StopAsync(receiver, program);

        Assert.All(receiver.Requests, r => Assert.True(SoughtSecret.Issued("key", ReceiverKey).IsIn(StolenCopy.OfBytes([r.Bytes]))));
        Assert.All(receiver.Requests, r => Assert.Equal("ours", r.Resource["service.name"]));
        Assert.NotEmpty(receiver.Requests);
    }

    // Whoever is let in without one may bring one.
    private static TestPlace WithPassword(TestPlace place) => place.Provider == DatabaseProvider.Sqlite
        ? place
        : place.By(new NpgsqlConnectionStringBuilder(place.Connection) { Password = DatabasePassword }.ConnectionString);

    private static async Task StopAsync(OtlpReceiver receiver, RunningProgram program)
    {
        await receiver.HearOutAsync(program, OtlpReceiver.AllSignals);
        await program.TerminateAsync();
        await program.WaitForExitAsync(Ct);
    }

    // The bytes as they came, and each text by itself: in a message one begins where another ends.
    private static void AssertNotSent(OtlpReceiver receiver, IReadOnlyCollection<SoughtSecret> sought)
    {
        Assert.Equal(OtlpReceiver.AllSignals, receiver.Requests.Select(r => r.Signal).Distinct().Order());
        var bytes = StolenCopy.OfBytes(receiver.Requests.Select(r => r.Bytes));
        var texts = StolenCopy.OfLog(
        [
            .. receiver.Lines.SelectMany(l => l.Fields.Values.Prepend(l.Text)),
            .. receiver.Spans.SelectMany(s => s.Attributes.Values.Prepend(s.Name)),
            .. receiver.Metrics.SelectMany(m => m.Attributes.Values),
        ]);
        Assert.All(sought, secret => Assert.False(secret.IsIn(bytes) || secret.IsIn(texts), $"{secret}"));
    }
}

using BlazorSessions.App.Settings;
using BlazorSessions.App.Telemetry;

namespace BlazorSessions.Tests.Telemetry;

/// <summary>What the real program sends of a story to a real receiver: every metric, the traces and the lines of the log.</summary>
public sealed class AStoryInNumbers
{
    private static readonly string[] AttributesOfARequest =
    [
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "server.address", "server.port", "url.scheme",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_dashboard_could_be_drawn_from_the_metrics_alone(DatabaseProvider provider)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await TellAsync(receiver, provider);

        var sent = receiver.Metrics.Where(m => m.Meter == SessionMeter.Name).ToList();
        var documented = DocumentedMetric.ReadAll();
        Assert.Equal(documented.Select(m => (m.Name, m.Unit)).Order(), sent.Select(m => (m.Name, m.Unit)).Distinct().Order());
        Assert.All(sent.SelectMany(m => m.Attributes, (m, a) => (m.Name, a.Key, a.Value)).Distinct(), a => Assert.True(
            documented.Single(d => d.Name == a.Name).Attributes.IsSupersetOf(a.Name.EndsWith("duration", StringComparison.Ordinal) ? [a.Key] : [a.Key, a.Value]), $"{a}"));
        Assert.Equal(
            [("approval-requested", 3), ("asked-too-often", 0), ("opened", 1), ("refused", 1), ("too-many-tries", 0), ("wrong-password", 1)],
            Last(sent, "blazorsessions.signins"));
        Assert.Equal(
            [("cancelled", 1), ("code-expired", 0), ("denied", 1), ("granted", 1), ("orphaned", 0), ("swept-up", 0), ("too-many-codes", 0)],
            Last(sent, "blazorsessions.approvals"));
        Assert.Equal([("cancelled", 1), ("denied", 1), ("granted", 1)], Last(sent, "blazorsessions.approval.duration"));
        Assert.Equal([("false", 2), ("true", 1)], Last(sent, "blazorsessions.sessions.opened"));
        Assert.Equal([("signed-out", 2)], Last(sent, "blazorsessions.sessions.ended").Where(ended => ended.Value > 0));
        Assert.Equal([("", 1)], Last(sent, "blazorsessions.codes.rejected"));
        Assert.Equal([("", 0)], Last(sent, "blazorsessions.hashes.refused"));
        Assert.Equal([("", 7)], Last(sent, "blazorsessions.hash.duration")); // one to sign up, and one for each try
        Assert.Equal([("", 7)], Last(sent, "blazorsessions.hash.wait"));

        string[] others = ["dotnet.gc.collections", "http.server.request.duration", "kestrel.active_connections"];
        Assert.Superset(others.ToHashSet(), receiver.Metrics.Select(m => m.Name).ToHashSet());
        Assert.Equal(provider == DatabaseProvider.PostgreSql, receiver.Metrics.Any(m => m.Name == "db.client.operation.duration"));
    }

    [Fact]
    public async Task A_trace_is_a_request_with_what_it_waited_for_and_the_log_is_that_of_the_console()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var console = await TellAsync(receiver, DatabaseProvider.PostgreSql);

        var spans = receiver.Spans.ToList();
        var requests = spans.Where(s => s.Source == "Microsoft.AspNetCore").ToList();
        var refused = receiver.Lines.Single(line => line.Fields.GetValueOrDefault("EventName") == "SignInRefused");
        Assert.Equal(("BlazorSessions.App.Security.SecurityLog", "Warning", "limit"), (refused.Category, refused.Level, refused.Fields["Outcome"]));
        var signIn = requests.Single(s => s.Trace == refused.Trace);
        Assert.Equal("POST /signin", signIn.Name);
        Assert.Equal(["hash", "lock user", "wait for hash"], spans.Where(s => s.Parent == signIn.Id).Select(s => s.Name).Order());
        Assert.Equal(["BlazorSessions", "Microsoft.AspNetCore"], spans.Select(s => s.Source).Distinct().Order());
        Assert.All(requests, s => Assert.Subset(AttributesOfARequest.ToHashSet(), s.Attributes.Keys.ToHashSet()));
        Assert.DoesNotContain(requests, s => s.Attributes["http.route"].StartsWith("/health", StringComparison.Ordinal));
        Assert.DoesNotContain(requests, s => s.Attributes["http.route"].EndsWith(".css", StringComparison.Ordinal));

        Assert.All(
            receiver.Lines.Select(line => line.Text).Take(console.Count).Order().Zip(console.Select(line => line[(line.IndexOf("] ", StringComparison.Ordinal) + 2)..]).Order()),
            pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal)); // there an exception comes after it
        Assert.All(receiver.Requests, r => Assert.Equal(("BlazorSessions", 36), (r.Resource["service.name"], r.Resource["service.instance.id"].Length)));
        Assert.All(receiver.Requests, r => Assert.Matches(@"^\d+\.\d+\.\d+$", r.Resource["service.version"]));
    }

    // What it said until it was asked to stop, as the program says it to whoever starts it.
    private static async Task<IReadOnlyCollection<string>> TellAsync(OtlpReceiver receiver, DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateMigratedAsync(provider);
        await using var program = await RunningProgram.StartAsync(place, receiver.Variables);
        using var laptop = new Visitor(program);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        using var tablet = laptop.OtherDevice();
        await phone.SignInAsync("not the password");
        await phone.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", SignInShortcuts.WrongCodeFor(await phone.CodeAsync())));
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await phone.CodeAsync()));
        await phone.SubmitAsync("/signin/approval", "Check again");
        await tablet.SignInAsync(); // no room
        await phone.SubmitAsync("/dashboard", "Sign out");
        await tablet.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "This wasn't me");
        await phone.SignInAsync();
        await phone.SubmitAsync("/signin/approval", "Cancel");
        await laptop.SubmitAsync("/dashboard", "Sign out");
        await laptop.SignInAsync();
        await laptop.GetAsync("/health/ready");
        await laptop.GetAsync("/app.css");
        await Until.TrueAsync(
            async () =>
            {
                await laptop.GetAsync("/api/session");
                return receiver.Metrics.Any(m => m is { Name: "blazorsessions.listener.hears", Value: 1 })
                    && receiver.Metrics.Any(m => m is { Name: "blazorsessions.session.lookups", Value: > 0 } && m.Attributes["result"] == "cached");
            },
            "a node that hears and remembers");
        await receiver.HearOutAsync(program, OtlpReceiver.AllSignals);
        await Until.TrueAsync(() => program.Written.Count == receiver.Lines.Count(), "as many lines on the console");
        IReadOnlyCollection<string> written = [.. program.Written];
        await program.TerminateAsync();
        await program.WaitForExitAsync(Ct);
        Assert.Equal(0, program.ExitCode);
        return written;
    }

    // By the value of its one attribute, as it was at the end.
    private static IEnumerable<(string Attribute, double Value)> Last(IEnumerable<SentMetric> sent, string name) =>
        sent.Where(m => m.Name == name).GroupBy(m => string.Concat(m.Attributes.Values)).Select(g => (g.Key, g.Last().Value)).OrderBy(v => v.Key);
}

using System.Diagnostics;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BlazorSessions.App.Settings;
using CsCheck;
using Microsoft.AspNetCore.Routing;

namespace BlazorSessions.Tests.Http;

/// <summary>
/// Thousands of requests that are hostile in one place or several, to everything that takes input. They come from a seed: with
/// <c>FUZZ_SEED</c> set to the one of a report, that request comes first; with <c>FUZZ_CASES</c> there are so many, however long it takes.
/// </summary>
[Trait("speed", "slow")]
[Trait("abuse", "A19")]
[Trait("abuse", "A20")]
[Trait("abuse", "A21")]
[Trait("abuse", "A26")]
[Trait("abuse", "A28")]
public sealed class Fuzzing(ITestOutputHelper output)
{
    private const string FirstSeed = "0000000000000013";
    private const string Token = "__RequestVerificationToken";
    private const int StockEvery = 60;
    private const int Fewest = 1_000; // however long they take, and unless fewer are wanted

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30); // on a machine that does much else
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("FUZZ_CASES");
    private static readonly TimeSpan LongestRun = Wanted is null ? TimeSpan.FromSeconds(80) : TimeSpan.MaxValue;
    private static readonly int Cases = int.Parse(Wanted ?? "3000", null);
    private static readonly string Seed = Environment.GetEnvironmentVariable("FUZZ_SEED") ?? FirstSeed;
    private static readonly string[] Addresses = ["href", "src", "action", "formaction"];

    private static readonly (Sender, string)[] Pages =
    [
        (Sender.Nobody, "/signin"), (Sender.Nobody, "/signup"), (Sender.Nobody, "/signin/recovery"), (Sender.Waiting, "/signin/recovery"), (Sender.Waiting, "/signin/approval"),
        (Sender.SignedIn, "/dashboard?confirm=sign-out"), (Sender.SignedIn, "/dashboard?q=x&status=active"), (Sender.SignedIn, "/account"), (Sender.SignedIn, "/account?delete=true"),
    ];

    private int logged;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Nothing_that_is_sent_makes_a_fault_hangs_or_turns_up_as_anything_but_text(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["RateLimits:Enabled=false", "ReverseProxy:KnownProxies=127.0.0.1"]);
        using var household = new FuzzedHousehold(app);
        var began = Stopwatch.StartNew();
        var random = PCG.Parse(Seed);
        var seen = new Dictionary<string, int>();
        var reached = new HashSet<FuzzedTarget>();
        var number = 0;
        for (; number < Cases && (number < Fewest || began.Elapsed < LongestRun); number++)
        {
            var seed = random.ToString();
            var target = FuzzedTarget.Any.Generate(random, null, out _);
            var hostile = HostileRequest.All.Generate(random, null, out _);
            await household.ReadyAsync(target.Who);
            var request = household.Make(target, hostile);
            var answer = await SendAsync(app, request, $"Case {number} of seed {seed} to {target}:\n{request}");
            household.Take(target, answer);
            if (IsServed(target, answer) && !hostile.At(Place.Cookie).Any())
            {
                reached.Add(target);
            }

            seen[$"{target.Method} {answer.Status}"] = seen.GetValueOrDefault($"{target.Method} {answer.Status}") + 1;
            app.Clock.Advance(TimeSpan.FromSeconds(1)); // so the newest row is the last, and what waits comes to its end
            if (number % StockEvery == StockEvery - 1 || (target.KeepsInput && answer.Status == 302))
            {
                await TakeStockAsync(household, $"After case {number} of seed {seed} to {target}:\n{request}");
            }

            if (number % 500 == 499)
            {
                output.WriteLine($"{number + 1} cases in {began.Elapsed.TotalSeconds:0} s");
            }
        }

        output.WriteLine($"{number} cases, {household.Accounts} accounts, {began.Elapsed.TotalSeconds:0} s: {string.Join(", ", seen.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}"))}");
        await TakeStockAsync(household, "At the end:");
        if (number >= Fewest)
        {
            Assert.Empty(FuzzedTarget.All.Where(t => t.Method != "GET").Except(reached));
        }
    }

    [Fact]
    public async Task Everything_that_takes_input_is_among_what_is_fuzzed()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var known = FuzzedTarget.All.Select(t => t.Path.Split('?')[0].Trim('/')).ToHashSet();

        var pages = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!.Trim('/'))
            .Where(path => !path.StartsWith('_') && !path.Contains('.', StringComparison.Ordinal) && !path.Contains("{*", StringComparison.Ordinal));

        Assert.Empty(pages.Distinct().Except(known).Except(["health/live"]));
        using var household = new FuzzedHousehold(app);
        foreach (var (who, page) in Pages)
        {
            foreach (var form in (await (await household.ReadyAsync(who)).GetAsync(page)).Html.Forms)
            {
                var path = form.GetAttribute("action") is { Length: > 0 } action ? action.Split('#')[0] : page;
                var fuzzed = FuzzedTarget.All.Where(t => t.Path.Split('?')[0] == path.Split('?')[0] && t.Method.Equals(form.Method, StringComparison.OrdinalIgnoreCase));
                Assert.Empty(form.QuerySelectorAll("[name]").Select(field => field.GetAttribute("name")!).Except(fuzzed.SelectMany(t => t.Fields)).Except([Token]));
            }
        }
    }

    private async Task<RawAnswer> SendAsync(TestApp app, RawRequest request, string what)
    {
        RawAnswer answer;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(LongestAnswer);
        try
        {
            answer = await request.SendAsync(app.Address, patience.Token);
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
            throw new TimeoutException($"{what}\nis not answered.");
        }

        Assert.True(answer.Status is >= 200 and < 500, $"{what}\nis answered {answer.Status}: {string.Join('\n', app.Log.Errors)}");
        Assert.True(answer.Header("X-Xss") is null, $"{what}\nmakes a header.");
        Assert.True(IsLocal(app, answer.Header("Location")), $"{what}\nleads to {answer.Header("Location")}.");
        Check(answer, what);
        Assert.True(!app.Log.Errors.Any(), $"{what}\nis an error: {string.Join('\n', app.Log.Errors)}");
        foreach (var line in app.Log.All.Skip(logged))
        {
            logged++;
            Assert.True(!line.Any(char.IsControl), $"{what}\nis more than one line in the log: {line}");
        }

        return answer;
    }

    // Whoever may not get there, or has no token that counts, is answered otherwise.
    private static bool IsServed(FuzzedTarget target, RawAnswer answer) => target switch
    {
        { Method: "DELETE" } => answer.Status == 404, // there is no such session
        { Path: "/csp-report" } => answer.Status == 415, // a form is no report
        _ => answer.Status is 200 or 302 or 303,
    };

    private static void Check(RawAnswer answer, string what)
    {
        var type = answer.Header("Content-Type") ?? "";
        if (type.StartsWith("text/html", StringComparison.Ordinal))
        {
            var page = new HtmlParser().ParseDocument(answer.Body);
            var foreign = page.All.Where(IsForeign).Select(e => e.OuterHtml).FirstOrDefault();
            Assert.True(foreign is null, $"{what}\nturns up in the page: {foreign}");
            Assert.True(!answer.Body.Contains("\"xss\":1}-->", StringComparison.Ordinal), $"{what}\nturns up as a part of the page.");
        }
        else if (type.Contains("json", StringComparison.Ordinal))
        {
            JsonDocument.Parse(answer.Body).Dispose();
        }
        else if (type.StartsWith("text/csv", StringComparison.Ordinal))
        {
            Assert.True(CsvRows.Of(answer.Body).All(row => row.Count == 11), $"{what}\nbreaks the table: {answer.Body}");
        }
    }

    private static bool IsForeign(IElement element) =>
        element.LocalName.Contains(HostileBytes.Mark, StringComparison.Ordinal)
        || (element.LocalName == "script" && !element.HasAttribute("src"))
        || element.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name.Contains(HostileBytes.Mark, StringComparison.OrdinalIgnoreCase))
        || element.Attributes.Any(a => Addresses.Contains(a.Name) && !IsOwn(a.Value));

    // Pages name what is theirs without a host: from their own root, or from their base, which is the same.
    private static bool IsOwn(string address) =>
        !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal)
        && address.Split('/', '?', '#')[0].All(c => c != ':');

    // The framework puts the address of the site before a path.
    private static bool IsLocal(TestApp app, string? location) =>
        location is null || (location.StartsWith('/') && IsOwn(location)) || location.StartsWith(app.Address.AbsoluteUri, StringComparison.Ordinal);

    private static async Task TakeStockAsync(FuzzedHousehold household, string what)
    {
        var ann = await household.ReadyAsync(Sender.SignedIn);
        var log = JsonDocument.Parse((await ann.GetAsync("/api/sessions?limit=3")).Body).RootElement.GetProperty("items");
        var details = log.EnumerateArray().Select(row => $"/dashboard?details={row.GetProperty("id").GetString()}");
        foreach (var path in details.Concat(["/account", "/api/session", "/api/sessions?limit=200", "/api/sessions/export?format=json", "/api/sessions/export?format=csv"]))
        {
            var answer = await ann.GetAsync(path);
            Assert.True((int)answer.Status == 200, $"{what}\n{path} is {answer.Status}.");
            Check(new(200, [("Content-Type", $"{answer.Response.Content.Headers.ContentType}")], answer.Body), $"{what}\n{path}:");
        }
    }
}

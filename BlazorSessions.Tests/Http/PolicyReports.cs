using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>What browsers report becomes one line each, and whoever sends something else, or much, does no harm.</summary>
[ViolatesPolicy]
public sealed class PolicyReports
{
    private const string Old = "application/csp-report";
    private const string New = "application/reports+json";

    [Theory]
    [InlineData(Old, """{"csp-report":{"document-uri":"http://x/dashboard","effective-directive":"img-src","blocked-uri":"https://evil.example/a/b.png?token=secret#part"}}""")]
    [InlineData(Old, """{"csp-report":{"violated-directive":"img-src 'self'","blocked-uri":"https://evil.example/a/b.png?token=secret"}}""")]
    [InlineData(New, """[{"type":"csp-violation","age":1,"url":"http://x/dashboard","body":{"effectiveDirective":"img-src","blockedURL":"https://evil.example/a/b.png?token=secret"}}]""")]
    [InlineData(Old, """{"type":"csp-violation","url":"http://x/dashboard","body":{"effectiveDirective":"img-src","blockedURL":"https://evil.example/a/b.png?token=secret"}}""")] // WebKit
    public async Task Both_forms_are_read_and_one_line_says_what_was_blocked_by_what(string type, string body)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var browser = new Visitor(app);

        Assert.Equal(HttpStatusCode.NoContent, (await ReportAsync(browser, type, body)).Status);

        Assert.Contains("ContentPolicyViolated img-src evil.example/a/b.png user=", Assert.Single(app.Log.Violations), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("secret", StringComparison.Ordinal) || line.Contains("dashboard", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("inline", "inline")]
    [InlineData("eval", "eval")]
    [InlineData("data:text/html,secret", "data")]
    [InlineData("mailto:secret@example.org", "mailto")]
    [InlineData("", "unknown")]
    [InlineData("not a place\\r\\nFaked Event", "unknown")]
    [InlineData("https://evil.example/\\u202e\\u0000\\nFaked Event", "evil.example/%E2%80%AE%00%0AFaked%20Event")]
    [InlineData("https://\\ud800.example/", null)]
    [InlineData("https://xn--\\u00fc.example/", "unknown")]
    [InlineData("https://a\\u3002\\u3002b/", "unknown")]
    [InlineData("https://\\u00ad/", "unknown")]
    [InlineData("https://[::1%25x]/", "[::1]/")]
    [Trait("abuse", "A21")]
    public async Task What_was_blocked_is_named_without_what_could_hide_in_it(string blocked, string? named)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var browser = new Visitor(app);

        await ReportAsync(browser, Old, $$$"""{"csp-report":{"effective-directive":"default-src","blocked-uri":"{{{blocked}}}"}}""");

        string[] expected = named is null ? [] : [$"ContentPolicyViolated default-src {named}"];
        Assert.Equal(expected, app.Log.Violations.Select(Outcome));
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData(Old, "", HttpStatusCode.BadRequest)]
    [InlineData(Old, "nonsense", HttpStatusCode.BadRequest)]
    [InlineData(Old, "7", HttpStatusCode.BadRequest)]
    [InlineData(Old, "{}", HttpStatusCode.BadRequest)]
    [InlineData(Old, """{"csp-report":[]}""", HttpStatusCode.BadRequest)]
    [InlineData(Old, """{"csp-report":{"effective-directive":"\ud800"}}""", HttpStatusCode.BadRequest)]
    [InlineData(New, "[7, null, {}, []]", HttpStatusCode.NoContent)]
    [InlineData(New, """[{"type":"csp-violation"},{"type":"csp-violation","body":7},{"type":7,"body":{}}]""", HttpStatusCode.NoContent)]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "a=b", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_is_no_report_is_refused_and_leaves_no_line(string type, string body, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var browser = new Visitor(app);

        Assert.Equal(status, (await ReportAsync(browser, type, body)).Status);

        Assert.Empty(app.Log.Violations);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData("[", 5_000, HttpStatusCode.BadRequest)] // deeper than anything is read
    [InlineData(" ", 8_193, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(" ", 1_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_large_or_deep_one_is_not_read(string part, int times, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var browser = new Visitor(app);

        Assert.Equal(status, (await ReportAsync(browser, New, new StringBuilder().Insert(0, part, times).ToString())).Status);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 48)]
    public async Task They_cannot_fill_the_log(bool limited, int lines)
    {
        const int Bodies = 12;
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [$"RateLimits:Enabled={limited}"]);
        using var browser = new Visitor(app);
        var four = $"[{string.Join(',', Enumerable.Repeat("""{"type":"csp-violation","body":{"effectiveDirective":"img-src","blockedURL":"inline"}}""", 4))}]";
        var last = await ReportAsync(browser, New, four);
        for (var i = 1; i < Bodies; i++)
        {
            last = await ReportAsync(browser, New, four);
        }

        Assert.Equal(lines, app.Log.Violations.Count());
        Assert.Equal(limited ? HttpStatusCode.TooManyRequests : HttpStatusCode.NoContent, last.Status);
        Assert.Equal(limited ? "60" : null, last.Header("Retry-After"));
    }

    // From the event's name to where whom it concerns begins.
    private static string Outcome(string line) =>
        line[line.IndexOf("ContentPolicyViolated", StringComparison.Ordinal)..line.IndexOf(" user=", StringComparison.Ordinal)];

    private static async Task<Answer> ReportAsync(Visitor browser, string type, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/csp-report");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await browser.SendAsync(request);
    }
}

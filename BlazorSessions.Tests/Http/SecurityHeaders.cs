using System.Net;
using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>What every response tells the browser to be careful with.</summary>
[Trait("abuse", "A24")]
[Trait("abuse", "A25")]
public sealed class SecurityHeaders
{
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'";

    [Fact]
    public async Task A_page_says_what_it_may_load_and_run_and_that_nobody_may_frame_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var signIn = await ann.GetAsync("/signin");
        await ann.SignUpAsync();

        foreach (var page in new[] { signIn, await ann.GetAsync("/dashboard"), await ann.GetAsync("/account"), await ann.GetAsync("/nowhere") })
        {
            SaysWhatPagesSay(page);
            Assert.Equal(PolicyWith($"'nonce-{NonceOf(page)}'"), page.Header("Content-Security-Policy"));
        }
    }

    [Fact]
    public async Task An_error_page_says_the_same_and_has_no_script_at_all()
    {
        FailingBackplane? database = null;
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, replace: services => services.Replace<ISessionBackplane>(inner => database = new(inner)));
        using var ann = new Visitor(app);
        var stale = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in");
        await ann.SignUpAsync();
        var outOfDate = await ann.PostAsync("/signin", stale);
        database!.FailAfter(0);
        var away = await ann.SubmitAsync("/dashboard", "Sign out");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable), (outOfDate.Status, away.Status));
        foreach (var page in new[] { outOfDate, away })
        {
            SaysWhatPagesSay(page);
            Assert.Equal(PolicyWith("'none'"), page.Header("Content-Security-Policy"));
        }
    }

    [Fact]
    public async Task What_is_no_page_loads_nothing_and_stays_out_of_every_cache()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var unknown = await ann.GetAsync("/api/session");
        await ann.SignUpAsync();

        foreach (var path in new[] { "/", "/api/session", "/api/sessions", "/api/sessions/export?format=csv", "/api/nowhere", "/health/ready" })
        {
            SaysWhatOthersSay(await ann.GetAsync(path));
        }

        SaysWhatOthersSay(unknown);
    }

    [Fact]
    public async Task A_static_file_keeps_its_caching_and_says_what_concerns_a_file()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var page = (await ann.GetAsync("/signin")).Html;

        foreach (var path in page.Scripts.Select(script => script.Source!).Append(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!))
        {
            var file = await ann.GetAsync("/" + path);
            Assert.Equal("max-age=31536000, immutable", file.Header("Cache-Control"));
            Assert.Equal((NoPage, "nosniff", "same-origin"), (file.Header("Content-Security-Policy"), file.Header("X-Content-Type-Options"), file.Header("Cross-Origin-Resource-Policy")));
            Assert.Null(file.Header("Server"));
            Assert.Null(file.Header("Last-Modified"));
        }
    }

    [Fact]
    public async Task Each_response_has_a_nonce_of_its_own()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var nonces = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            nonces.Add(NonceOf(await ann.GetAsync("/signin")));
        }

        Assert.Equal(20, nonces.Distinct().Count());
        Assert.All(nonces, nonce => Assert.Equal(22, nonce.Length)); // 128 bits
    }

    [Fact]
    public async Task Over_HTTPS_every_response_asks_for_HTTPS_from_now_on_and_reports_go_the_newer_way_too()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=127.0.0.1"]);
        using var ann = new Visitor(app);

        foreach (var path in new[] { "/signin", "/nowhere", "/api/session", "/app.css", "/health/live" })
        {
            Assert.Equal("max-age=63072000; includeSubDomains", (await AskAsync(path, "ann.example.org", "https")).Header("Strict-Transport-Security"));
            Assert.Null((await AskAsync(path, "localhost", "https")).Header("Strict-Transport-Security")); // other programs are there too
            Assert.Null((await AskAsync(path, "ann.example.org", "http")).Header("Strict-Transport-Security"));
        }

        var page = await AskAsync("/signin", "ann.example.org", "https");
        Assert.EndsWith("report-uri /csp-report; report-to csp", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("csp=\"/csp-report\"", page.Header("Reporting-Endpoints"));

        async Task<Answer> AskAsync(string path, string host, string scheme)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;
            request.Headers.Add("X-Forwarded-Proto", scheme);
            return await ann.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/api/session")]
    [InlineData("/app.css")]
    public async Task No_other_origin_is_let_read_anything(string path)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://evil.example");

        Assert.Null((await ann.SendAsync(request)).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Signing_out_and_deleting_have_the_browser_throw_away_what_it_keeps_but_its_cookies()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var signedUp = await ann.SignUpAsync();
        var signedOut = await ann.SubmitAsync("/dashboard", "Sign out");
        var signedIn = await ann.SignInAsync();
        var deleted = await ann.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password));

        Assert.False(await ann.IsSignedInAsync());
        Assert.All([signedOut, deleted], answer => Assert.Equal("\"cache\", \"storage\"", answer.Header("Clear-Site-Data")));
        Assert.All([signedUp, signedIn], answer => Assert.Null(answer.Header("Clear-Site-Data")));
        Assert.NotNull(ann.Cookie("device"));
    }

    private static string PolicyWith(string scripts) =>
        $"default-src 'self'; script-src {scripts}; style-src 'self'; img-src 'self'; connect-src 'self'; object-src 'none'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'; report-uri /csp-report";

    private static string NonceOf(Answer page) => page.Html.Scripts.Select(script => script.GetAttribute("nonce")).Distinct().Single()!;

    private static void SaysWhatPagesSay(Answer page)
    {
        Assert.Equal("DENY", page.Header("X-Frame-Options"));
        Assert.Contains("camera=()", page.Header("Permissions-Policy"), StringComparison.Ordinal);
        SaysWhatAllSay(page);
    }

    private static void SaysWhatOthersSay(Answer answer)
    {
        Assert.Equal(NoPage, answer.Header("Content-Security-Policy"));
        SaysWhatAllSay(answer);
    }

    private static void SaysWhatAllSay(Answer answer)
    {
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("X-Powered-By"));
    }
}

using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>Without HTTPS it is for the machine that it runs on.</summary>
public sealed class PlainHttp
{
    private const string ByProxy = "ReverseProxy:KnownProxies=127.0.0.1";

    [Theory]
    [InlineData("GET", "/signin")]
    [InlineData("GET", "/dashboard")]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/page.js")]
    [InlineData("GET", "/health/nowhere")]
    [InlineData("POST", "/signin")]
    [InlineData("POST", "/health/live")]
    [InlineData("POST", "/csp-report")]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    public async Task Under_another_name_there_is_one_page_that_says_so_and_no_cookie(string method, string path)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var answer = await AskAsync(ann, "sessions.example.org:8080", path, method);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("HTTPS is needed.", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Null(answer.Header("Accept-CH"));
    }

    [Fact]
    public async Task A_program_gets_the_status_alone()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var answer = await AskAsync(ann, "192.0.2.7", "/api/session");

        Assert.Equal((HttpStatusCode.Forbidden, ""), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("[::1]:5080")]
    public async Task Under_the_names_of_this_machine_it_is_served(string host)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(ann, host, "/signin")).Status);
    }

    [Theory]
    [InlineData("localhost.example.org")]
    [InlineData("127.0.0.1.example.org")]
    [InlineData("127.0.0.2")]
    [InlineData("[::2]")]
    public async Task A_name_that_only_looks_like_one_of_them_is_another(string host)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(ann, host, "/signin")).Status);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_load_balancer_may_ask_by_address(string path)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var monitor = new Visitor(app);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(monitor, "192.0.2.7:8080", path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(monitor, "192.0.2.7:8080", path, "HEAD")).Status);
    }

    [Fact]
    public async Task What_the_page_itself_shows_is_there()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var page = (await AskAsync(ann, "sessions.example.org", "/")).Html;

        foreach (var link in page.QuerySelectorAll("link[href]"))
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(ann, "sessions.example.org", link.GetAttribute("href")!)).Status);
        }
    }

    [Theory]
    [InlineData("https", HttpStatusCode.OK)]
    [InlineData("http", HttpStatusCode.Forbidden)]
    public async Task Behind_a_known_proxy_it_is_the_proxy_who_says_how_it_came(string scheme, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [ByProxy]);
        using var ann = new Visitor(app);

        Assert.Equal(status, (await AskAsync(ann, "sessions.example.org", "/signin", scheme: scheme)).Status);
    }

    [Fact]
    [Trait("abuse", "A18")]
    public async Task Nobody_else_is_believed_when_saying_that_it_came_by_HTTPS()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(ann, "sessions.example.org", "/signin", scheme: "https")).Status);
    }

    [Fact]
    public async Task Who_takes_it_upon_himself_has_it_served_under_any_name()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Security:AllowPlainHttp=true"]);
        using var ann = new Visitor(app);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(ann, "sessions.example.org", "/signin")).Status);
    }

    private static async Task<Answer> AskAsync(Visitor visitor, string host, string path, string method = "GET", string? scheme = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Host = host;
        if (scheme is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", scheme);
        }

        return await visitor.SendAsync(request);
    }
}

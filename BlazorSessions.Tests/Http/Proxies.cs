using System.Net;
using System.Text.Json;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

[Trait("abuse", "A18")]
public sealed class Proxies
{
    [Fact]
    public async Task A_known_proxy_is_believed()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownNetworks=127.0.0.0/8"]);

        Assert.Equal("198.51.100.7", await AddressSeenAsync(app, "198.51.100.7"));
    }

    [Fact]
    public async Task A_spoofed_address_behind_a_known_proxy_is_passed_over()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies:0=127.0.0.1"]);

        Assert.Equal("198.51.100.7", await AddressSeenAsync(app, "203.0.113.66, 198.51.100.7"));
    }

    [Fact]
    public async Task Nobody_is_believed_by_default()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);

        Assert.Equal("127.0.0.1", await AddressSeenAsync(app, "198.51.100.7"));
    }

    [Fact]
    public async Task The_scheme_is_not_believed_from_somebody_unknown_and_so_no_cookie_is_named_for_HTTPS()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=192.0.2.1"]);
        using var ann = new ProxiedVisitor(app, "198.51.100.7", "https");

        var set = (await ann.SignUpAsync()).Response.Headers.GetValues("Set-Cookie");

        Assert.All(set, cookie => Assert.DoesNotContain("__Host-", cookie, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.0.2.1")]
    public async Task The_host_that_is_forwarded_is_believed_from_nobody(string known)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [$"ReverseProxy:KnownProxies={known}"]);
        using var ann = new Visitor(app);

        foreach (var path in new[] { "/", "/dashboard", "/signin", "/signup", "/nowhere" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            request.Headers.Add("Forwarded", "for=203.0.113.66;host=evil.example;proto=https");
            request.Headers.Add("X-Original-Host", "evil.example");
            var answer = await ann.SendAsync(request);

            Assert.DoesNotContain("evil.example", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("evil.example", $"{answer.Response.Headers}", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("javascript")]
    [InlineData("1")]
    public async Task A_scheme_that_is_none_of_the_two_is_plain_HTTP(string scheme)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["ReverseProxy:KnownProxies=127.0.0.1"]);
        using var ann = new Visitor(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Add("X-Forwarded-Proto", scheme);

        var answer = await ann.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotNull(ann.Cookie("device"));
        Assert.Empty(app.Log.Errors);
    }

    private static async Task<string?> AddressSeenAsync(TestApp app, string forwardedFor)
    {
        using var ann = new ProxiedVisitor(app, forwardedFor, "http");
        await ann.SignUpAsync();
        var answer = await ann.SendAsync(HttpMethod.Get, "/api/session");
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("session").GetProperty("ipAddress").GetString();
    }
}

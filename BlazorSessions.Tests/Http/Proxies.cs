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

    private static async Task<string?> AddressSeenAsync(TestApp app, string forwardedFor)
    {
        using var ann = new ProxiedVisitor(app, forwardedFor, "http");
        await ann.SignUpAsync();
        var answer = await ann.SendAsync(HttpMethod.Get, "/api/session");
        return JsonDocument.Parse(answer.Body).RootElement.GetProperty("session").GetProperty("ipAddress").GetString();
    }
}

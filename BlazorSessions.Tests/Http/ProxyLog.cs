using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>What the proxy that is shipped writes down of requests.</summary>
public sealed class ProxyLog
{
    [Fact]
    public async Task The_query_of_a_link_that_sets_a_password_is_left_out_and_no_other()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var proxy = await NginxProxy.StartAsync(tls: false, app.Address, app.Address);
        var laptop = await app.SignUpAsync("ann@example.org");
        using var phone = new Visitor(proxy, "ann@example.org");
        var link = await app.ResetLinkAsync(laptop.User);

        await phone.SetPasswordAsync(link, Visitor.Password);
        await phone.GetAsync(link.Replace("reset", "Reset", StringComparison.Ordinal));
        await phone.GetAsync("/signin?returnUrl=%2Faccount");

        await Until.TrueAsync(() => proxy.Requests.Count >= 4);
        Assert.Equal(
            ["GET /reset-password HTTP/1.1", "POST /reset-password HTTP/1.1", "GET /Reset-password HTTP/1.1", "GET /signin?returnUrl=%2Faccount HTTP/1.1"],
            proxy.Requests.Select(line => line.Split('"')[1]));
    }
}

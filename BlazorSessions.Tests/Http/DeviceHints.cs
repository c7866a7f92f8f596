using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Http;

namespace BlazorSessions.Tests.Http;

public sealed class DeviceHints
{
    [Fact]
    public async Task Pages_where_a_sign_in_can_begin_ask_for_the_hints_that_a_browser_keeps_to_itself()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        foreach (var page in (string[])["/signin", "/signup", "/signin/recovery"])
        {
            var asked = (await ann.GetAsync(page)).Response.Headers.GetValues("Accept-CH");
            Assert.Equal("Sec-CH-UA-Platform-Version, Sec-CH-UA-Model", Assert.Single(asked));
        }
    }

    [Theory]
    [InlineData("Brave on Windows 11", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData("Safari on iPad", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15")]
    public void A_device_is_named_with_the_hints_of_its_request(string name, string userAgent)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.UserAgent = userAgent;
        context.Request.Headers["Sec-CH-UA"] = "\"Brave\";v=\"140\", \"Chromium\";v=\"140\"";
        context.Request.Headers["Sec-CH-UA-Platform"] = "\"Windows\"";
        context.Request.Headers["Sec-CH-UA-Platform-Version"] = "\"15.0.0\"";
        context.Request.Headers.Cookie = "touch=1";

        var device = new DeviceCookie().Identify(context);

        Assert.Equal(name, device.Name);
    }
}

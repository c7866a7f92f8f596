using System.Net;
using System.Net.Sockets;
using BlazorSessions.App.Settings;
using Microsoft.Playwright;

namespace BlazorSessions.Tests.Browser;

/// <summary>Firefox closes the socket of a page as soon as it begins to leave, and the page still stands until the next one answers.</summary>
[Trait("speed", "slow")]
public sealed class LeavingInFirefox
{
    [Fact]
    public async Task A_page_on_its_way_to_a_slow_one_does_not_say_that_the_connection_is_lost()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var slow = new TcpListener(IPAddress.Loopback, 0); // it takes a connection and never answers
        slow.Start();
        await using var person = await Person.AtAsync(
            app, browser: await (await TestContext.Current.GetFixture<Firefox>())!.BrowserAsync());
        await person.SignUpAsync();
        await person.IsLiveAsync();
        await person.Page.GetByRole(AriaRole.Dialog, new() { Name = "Connection lost", IncludeHidden = true }).EvaluateAsync(
            "dialog => { window.said = false; new MutationObserver(() => { window.said = true; }).observe(dialog, { attributes: true }); }");

        var back = person.Page.WaitForConsoleMessageAsync(new()
        {
            Predicate = message => message.Text.Contains("WebSocket connected", StringComparison.Ordinal),
        });
        await person.Page.EvaluateAsync("address => { location.assign(address); }", $"http://{slow.LocalEndpoint}/");
        await back;

        Assert.False(await person.Page.EvaluateAsync<bool>("() => window.said"));
    }
}

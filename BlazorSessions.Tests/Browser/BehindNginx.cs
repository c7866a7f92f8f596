using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlazorSessions.Tests.Browser;

/// <summary>Two nodes behind the proxy that is shipped, over HTTPS, while both are there and while they are restarted.</summary>
[Trait("speed", "slow")]
public sealed class BehindNginx(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_devices_at_two_nodes_get_together()
    {
        await using var site = await TwoNodes.StartAsync();
        await using var laptop = await Person.AtAsync(site, options: Trusting());
        var sockets = SocketsOf(laptop.Page);
        await laptop.SignUpAsync();
        var node = await NodeOfAsync(laptop);
        var tab = await laptop.OpenTabAsync("/dashboard");
        await using var phone = await OtherDeviceAtAsync(1 - node, laptop);

        var code = await phone.AskAsync();
        await Expect(laptop.Dialog).ToContainTextAsync("127.0.0.1");
        await Expect(Person.DialogOn(tab)).ToBeVisibleAsync();
        await laptop.ApproveAsync(code);

        await phone.IsAtAsync("/dashboard");
        await Expect(phone.Row("This device")).ToContainTextAsync("Active");
        await Expect(laptop.Row("Active")).ToHaveCountAsync(2);
        await Expect(Person.DialogOn(tab)).ToBeHiddenAsync();
        Assert.Equal(1 - node, await NodeOfAsync(phone));
        foreach (var person in new[] { laptop, phone })
        {
            await HasHostCookiesAsync(person);
            Assert.Empty(person.Complaints);
        }

        var socket = Assert.Single(sockets, s => s.Url.Contains("/_blazor", StringComparison.Ordinal));
        Assert.StartsWith($"wss://{site.Address.Authority}/_blazor", socket.Url, StringComparison.Ordinal);
        Assert.False(socket.IsClosed);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task A_rolling_restart_loses_no_session_and_no_waiting_sign_in()
    {
        await using var site = await TwoNodes.StartAsync();
        await using var laptop = await Person.AtAsync(site, options: Trusting());
        await laptop.SignUpAsync();
        var node = await NodeOfAsync(laptop);
        await using var phone = await OtherDeviceAtAsync(1 - node, laptop);
        var code = await phone.AskAsync();
        await UntilLiveAsync(laptop.Page);

        foreach (var restarted in new[] { node, 1 - node })
        {
            await MarkAsync(laptop.Page);
            var watch = Stopwatch.StartNew();
            await site.StopNodeAsync(restarted);
            Report("the node had stopped", watch.Elapsed);
            await UntilLiveAsync(laptop.Page);
            Report("the page was back after its node began to stop", watch.Elapsed);
            await site.StartNodeAsync(restarted);
        }

        await Expect(phone.Code).ToHaveTextAsync(code);
        await laptop.ApproveAsync(code);
        await phone.IsAtAsync("/dashboard");
        await Expect(phone.Row("This device")).ToContainTextAsync("Active");
        await Expect(laptop.Row("This device")).ToContainTextAsync("Active");
        await Expect(laptop.Row("Active")).ToHaveCountAsync(2);
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task While_no_node_is_there_the_page_says_so_and_goes_on_by_itself_when_one_is()
    {
        await using var site = await TwoNodes.StartAsync();
        await using var laptop = await Person.AtAsync(site, options: Trusting());
        await laptop.SignUpAsync();
        await site[0].AskAsync(laptop.Email);
        await UntilLiveAsync(laptop.Page);
        var lost = laptop.Page.GetByRole(AriaRole.Dialog, new() { Name = "Connection lost" });
        await Expect(lost).ToBeHiddenAsync();

        await Task.WhenAll(site.StopNodeAsync(0), site.StopNodeAsync(1));
        await Expect(lost).ToBeVisibleAsync();
        await laptop.Page.WaitForResponseAsync(answer => answer.Url.Contains("/negotiate", StringComparison.Ordinal) && answer.Status == 502);
        await MarkAsync(laptop.Page);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(site.StartNodeAsync(0), site.StartNodeAsync(1));
        Report("the nodes had started", watch.Elapsed);
        await UntilLiveAsync(laptop.Page);
        Report("the page was back after the nodes began to start", watch.Elapsed);

        await Expect(lost).ToBeHiddenAsync();
        await laptop.Button("This wasn't me").ClickAsync();
        await Expect(laptop.Row("Denied")).ToHaveCountAsync(1);
        await Expect(laptop.Row("This device")).ToContainTextAsync("Active");
        Assert.Empty(site.Errors);
    }

    [Fact]
    public async Task A_page_whose_node_goes_while_it_loads_becomes_live_all_the_same()
    {
        await using var site = await TwoNodes.StartAsync();
        await using var laptop = await Person.AtAsync(site, options: Trusting());
        var sockets = 0;
        await laptop.Page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            var server = socket.ConnectToServer();
            if (sockets++ == 0)
            {
                CloseInsteadOfTheSecondMessage(socket, server);
            }
        });

        await laptop.SignUpAsync();
        await site[0].AskAsync(laptop.Email);

        await UntilLiveAsync(laptop.Page);
        Assert.True(sockets > 1);
        Assert.Empty(site.Errors);
    }

    [Fact]
    [Trait("abuse", "A18")]
    public async Task What_a_client_says_of_itself_is_not_believed()
    {
        await using var site = await TwoNodes.StartAsync();
        using var mallory = new ProxiedVisitor(site, forwardedFor: "203.0.113.66", forwardedProto: "http", from: "127.0.0.5");

        var signedUp = await mallory.SignUpAsync();
        var session = JsonDocument.Parse((await mallory.SendAsync(HttpMethod.Get, "/api/session")).Body).RootElement.GetProperty("session");

        Assert.Equal("127.0.0.5", session.GetProperty("ipAddress").GetString());
        var cookie = Assert.Single(signedUp.Response.Headers.GetValues("Set-Cookie"), c => c.Contains("session=", StringComparison.Ordinal));
        Assert.StartsWith("__Host-session=", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_plain_HTTP_a_browser_keeps_its_node_too_and_both_nodes_have_some()
    {
        await using var site = await TwoNodes.StartAsync(tls: false);
        var met = new HashSet<int>();

        for (var browser = 0; browser < 32; browser++)
        {
            using var visitor = new Visitor(site);
            await visitor.GetAsync("/signin");
            var nodes = new HashSet<int>();
            foreach (var path in new[] { "/signin", "/signup", "/health/live" })
            {
                nodes.Add(TwoNodes.NodeIn((await visitor.GetAsync(path)).Response.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.First())));
            }

            met.Add(Assert.Single(nodes));
        }

        Assert.Equal([0, 1], met.Order());
    }

    private void Report(string what, TimeSpan time) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {time.TotalMilliseconds:0} ms"));

    private static BrowserNewContextOptions Trusting() => new() { IgnoreHTTPSErrors = true };

    private static async Task<int> NodeOfAsync(Person person) =>
        TwoNodes.NodeIn((await person.Page.Context.APIRequest.GetAsync("/health/live")).Headers);

    // Which node a browser meets is up to its cookie, so browsers are tried until one meets the right one.
    private static async Task<Person> OtherDeviceAtAsync(int node, Person person)
    {
        while (true)
        {
            var other = await person.OtherDeviceAsync(Trusting());
            await other.Page.GotoAsync("/signin");
            if (await NodeOfAsync(other) == node)
            {
                return other;
            }

            await other.DisposeAsync();
        }
    }

    private static List<IWebSocket> SocketsOf(IPage page)
    {
        var sockets = new List<IWebSocket>();
        page.WebSocket += (_, socket) => sockets.Add(socket);
        return sockets;
    }

    private static async Task HasHostCookiesAsync(Person person)
    {
        var cookies = await person.Page.Context.CookiesAsync();
        Assert.Superset(new HashSet<string> { "__Host-session", "__Host-device", "__Host-antiforgery", "__Host-zone" }, cookies.Select(c => c.Name).ToHashSet());
        Assert.All(cookies, cookie => Assert.True(cookie.Secure && cookie.Name.StartsWith("__Host-", StringComparison.Ordinal), cookie.Name));
    }

    // What is set on a page is gone when it has been loaded anew.
    private static async Task MarkAsync(IPage page) => await page.EvaluateAsync("window.marked = true");

    // With a request to show: only a live page opens its dialog as a modal one.
    private static async Task UntilLiveAsync(IPage page) =>
        await page.WaitForFunctionAsync("() => !window.marked && document.querySelector('dialog[data-request]:modal')");

    // The first message is the protocol's, the second asks for the circuit.
    private static void CloseInsteadOfTheSecondMessage(IWebSocketRoute page, IWebSocketRoute server)
    {
        var messages = 0;
        page.OnMessage(message =>
        {
            if (messages++ > 0)
            {
                _ = page.CloseAsync();
            }
            else if (message.Text is { } text)
            {
                server.Send(text);
            }
            else
            {
                server.Send(message.Binary!);
            }
        });
    }
}

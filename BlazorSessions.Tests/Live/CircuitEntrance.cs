using System.Net;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Tests.Live;

/// <summary>Who gets a circuit at all.</summary>
[Trait("abuse", "A23")]
public sealed class CircuitEntrance : IAsyncLifetime
{
    private TestApp app = null!;
    private Visitor ann = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=3"]);
        ann = new Visitor(app);
        await ann.SignUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("https://127.0.0.1:{0}")]
    [InlineData("http://127.0.0.1:{0}.evil.example")]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://ann@127.0.0.1:{0}")]
    [InlineData("null")]
    public async Task A_page_from_elsewhere_is_refused(string origin)
    {
        origin = string.Format(System.Globalization.CultureInfo.InvariantCulture, origin, app.Address.Port);

        Assert.Equal(HttpStatusCode.Forbidden, (await ann.NegotiateAsync(origin)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.KnockAsync(origin)).Status);
        Assert.Equal(2, app.Log.All.Count(line => line.Contains("CircuitRefused foreign-origin", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Our_own_page_is_let_in_and_so_is_what_is_no_browser()
    {
        Assert.Equal(HttpStatusCode.OK, (await ann.NegotiateAsync(app.Address.GetLeftPart(UriPartial.Authority))).Status);
        Assert.Equal(HttpStatusCode.OK, (await ann.NegotiateAsync(origin: null)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-a-token")]
    public async Task Without_a_cookie_that_may_open_something_there_is_nothing(string? cookie)
    {
        using var nobody = cookie is null ? new Visitor(app) : Visitor.WithSession(app, cookie);

        foreach (var answer in new[] { await nobody.NegotiateAsync(), await nobody.KnockAsync() })
        {
            Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.Status, answer.Body));
        }

        Assert.Contains(app.Log.All, line => line.Contains("CircuitRefused no-cookie", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_but_a_web_socket_carries_a_circuit()
    {
        using var poll = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        using var send = new HttpRequestMessage(HttpMethod.Post, "/_blazor?id=x");
        using var stream = new HttpRequestMessage(HttpMethod.Get, "/_blazor/?id=x") { Headers = { Accept = { new("text/event-stream") } } };

        foreach (var request in new[] { poll, send, stream })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await ann.SendAsync(request)).Status);
        }
    }

    [Fact]
    [Trait("abuse", "A29")]
    public async Task A_cookie_that_nobody_was_given_opens_no_socket()
    {
        using var guesser = Visitor.WithSession(app, OpaqueToken.Issue().Reveal());
        using var waiter = new Visitor(app);
        waiter.Cookies.Add(app.Address, new Cookie("waiting", OpaqueToken.Issue().Reveal()));

        await GetsNoSocketAsync(guesser, "unknown-cookie");
        await GetsNoSocketAsync(waiter, "unknown-cookie");
    }

    [Fact]
    public async Task Nor_does_the_cookie_of_an_ended_session()
    {
        using var thief = Visitor.WithSession(app, ann.Cookie("session")!);
        await app.SignOutAsync(await app.SessionOfAsync(ann));

        await GetsNoSocketAsync(thief, "session-ended");
    }

    [Fact]
    public async Task A_waiting_cookie_has_a_circuit()
    {
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();

        await using var waiting = await CircuitClient.OpenAsync(app, phone, "/signin/approval");

        Assert.NotNull(waiting.Circuit);
    }

    [Fact]
    public async Task A_page_that_has_lost_its_cookie_can_still_end_its_circuit()
    {
        await using var page = await CircuitClient.OpenAsync(app, ann);
        Assert.Equal(1, app.Get<CircuitOwners>().Count);
        using var leaving = new Visitor(app);

        var answer = await leaving.PostAsync("", ("/_blazor/disconnect", new() { ["circuitId"] = page.Circuit! }));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        await Until.TrueAsync(() => app.Get<CircuitOwners>().Count == 0);
    }

    private async Task GetsNoSocketAsync(Visitor device, string outcome)
    {
        foreach (var answer in new[] { await device.NegotiateAsync(), await device.KnockAsync() })
        {
            Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.Status, answer.Body));
        }

        Assert.Equal(0, app.Get<SessionConnections>().Count);
        Assert.Contains(app.Log.All, line => line.Contains($"CircuitRefused {outcome}", StringComparison.Ordinal));
        Assert.Empty(app.Log.Errors);
    }
}

using System.Net;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Live;

/// <summary>Too much of anything ends with whoever sends it, and another person's open page goes on.</summary>
[Trait("abuse", "A29")]
[Trait("speed", "slow")]
public sealed class CircuitFloods : IAsyncDisposable
{
    private TestApp app = null!;
    private Visitor ann = null!;
    private Visitor bob = null!;
    private CircuitClient unharmed = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_of_a_megabyte_cuts_its_socket()
    {
        await StartAsync();
        await using var page = await CircuitClient.OpenAsync(app, ann);

        await page.SendAsync("OnLocationChanged", new string('x', 1 << 20), false);

        await page.Closed.WaitAsync(Ct);
        await BobIsUnharmedAsync();
    }

    [Fact]
    public async Task A_flood_of_events_cuts_its_socket_and_is_written_down_once()
    {
        await StartAsync();
        await using var page = await CircuitClient.OpenAsync(app, ann);

        await FloodAsync(page, () => page.SendAsync("EndInvokeJSFromDotNet", 12345L, true, "[12345,true,null]"));

        await BobIsUnharmedAsync();
        Assert.Single(app.Log.All, line => line.Contains("CircuitRefused too-many-events", StringComparison.Ordinal));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task More_live_parts_than_a_page_has_cut_the_socket()
    {
        await StartAsync();
        var page = CircuitPage.Read((await ann.GetAsync("/dashboard")).Body);
        await using var client = new CircuitClient(app, ann.Cookies);
        await client.ConnectAsync();
        await client.StartAsync(page.State);

        await FloodAsync(client, () => client.RenderAsync(page));

        await BobIsUnharmedAsync();
        Assert.Contains(app.Log.All, line => line.Contains("CircuitRefused too-many-parts", StringComparison.Ordinal));
        Assert.InRange(app.Get<App.Live.SessionEventHub>().Count, 1, 200);
    }

    [Fact]
    public async Task A_user_has_so_many_pages_open_and_gets_the_next_when_one_is_closed()
    {
        await StartAsync("RateLimits:CircuitsPerUser=2");
        await using var first = await CircuitClient.OpenAsync(app, ann);
        await using var second = await CircuitClient.OpenAsync(app, ann);

        IsRefused(await ann.KnockAsync());
        await BobIsUnharmedAsync();
        Assert.Contains(app.Log.All, line => line.Contains("CircuitRefused too-many-open", StringComparison.Ordinal));

        await first.CloseAsync();
        await Until.TrueAsync(() => app.Get<SessionConnections>().Count == 2); // Bob's is one
        await using var third = await CircuitClient.OpenAsync(app, ann);
    }

    [Fact]
    public async Task An_address_has_so_many_pages_open_whoever_opens_them_and_waits()
    {
        await StartAsync("RateLimits:CircuitsPerAddress=3");
        await using var page = await CircuitClient.OpenAsync(app, ann);
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();
        await using var waiting = await CircuitClient.OpenAsync(app, phone, "/signin/approval");

        IsRefused(await ann.KnockAsync());
        IsRefused(await phone.KnockAsync());
    }

    [Fact]
    public async Task A_user_starts_so_many_pages_in_a_while()
    {
        await StartAsync("RateLimits:CircuitStarts=3");
        for (var start = 0; start < 3; start++)
        {
            Assert.Equal(HttpStatusCode.OK, (await ann.NegotiateAsync()).Status);
        }

        IsRefused(await ann.NegotiateAsync());
        IsRefused(await ann.KnockAsync()); // which would have started without
        Assert.Equal(HttpStatusCode.OK, (await bob.NegotiateAsync()).Status);
    }

    [Fact]
    public async Task All_of_it_can_be_switched_off()
    {
        await StartAsync("RateLimits:Enabled=false", "RateLimits:CircuitsPerUser=1", "RateLimits:CircuitStarts=1", "RateLimits:CircuitEvents=1");
        await using var first = await CircuitClient.OpenAsync(app, ann);
        await using var second = await CircuitClient.OpenAsync(app, ann);

        for (var i = 0; i < 100; i++)
        {
            await second.SendAsync("EndInvokeJSFromDotNet", 12345L, true, "[12345,true,null]");
        }

        Assert.False(await second.ReconnectAsync(""));
        Assert.False(second.Closed.IsCompleted);
    }

    public async ValueTask DisposeAsync()
    {
        await unharmed.DisposeAsync();
        ann.Dispose();
        bob.Dispose();
        await app.DisposeAsync();
    }

    private static void IsRefused(Answer answer)
    {
        Assert.Equal((HttpStatusCode.TooManyRequests, ""), (answer.Status, answer.Body));
        Assert.InRange(answer.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);
    }

    private static async Task FloodAsync(CircuitClient client, Func<Task> send)
    {
        for (var i = 0; i < 5_000 && !client.Closed.IsCompleted; i++)
        {
            if (await Record.ExceptionAsync(send) is not null)
            {
                break; // it was cut while it sent
            }
        }

        await client.Closed.WaitAsync(Ct);
    }

    private async Task StartAsync(params string[] settings)
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, settings);
        ann = new Visitor(app);
        await ann.SignUpAsync();
        bob = new Visitor(app);
        await bob.SignUpAsync();
        unharmed = await CircuitClient.OpenAsync(app, bob);
    }

    private async Task BobIsUnharmedAsync()
    {
        await app.AskAsync(bob.Email);
        await unharmed.ElementAsync(e => e.Attributes.GetValueOrDefault("name") == "code");
    }
}

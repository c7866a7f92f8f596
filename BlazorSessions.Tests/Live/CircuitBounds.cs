using System.Net;
using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Live;

/// <summary>How many circuits there are, and how large one grows, whatever a client that is no browser sends.</summary>
[Trait("abuse", "A29")]
public sealed class CircuitBounds
{
    [Theory]
    [InlineData("\"Add\"")]
    [InlineData("0")]
    public async Task There_are_no_more_live_parts_than_a_page_has_however_they_are_asked_for(string add)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var page = CircuitPage.Read((await ann.GetAsync("/dashboard")).Body);
        await using var client = new CircuitClient(app, ann.Cookies);
        await client.ConnectAsync();
        await client.StartAsync(page.State);

        for (var batch = 1; batch <= 100; batch++)
        {
            var operations = page.Operations(batch).Replace("\"add\"", add, StringComparison.Ordinal);
            await client.SendAsync("UpdateRootComponents", operations, page.State);
        }

        await Until.TrueAsync(() => app.Get<SessionEventHub>().Count > 40); // a part listens once, if at all
        Assert.False(await client.ReconnectAsync(""));
        Assert.InRange(app.Get<SessionEventHub>().Count, 41, 60);
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task There_are_so_many_for_all_together()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:CircuitsOverall=1"]);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        await using var page = await CircuitClient.OpenAsync(app, ann);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await bob.KnockAsync()).Status);
    }
}

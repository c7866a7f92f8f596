using System.Diagnostics;
using System.Globalization;
using System.Net;
using BlazorSessions.App.Settings;
using Npgsql;

namespace BlazorSessions.Tests.Faults;

/// <summary>Packets between a node and its database vanish: no error, no answer.</summary>
[Trait("speed", "slow")]
[Trait("abuse", "A31")]
public sealed class SilentNetwork(ITestOutputHelper output)
{
    [Fact]
    public async Task A_node_that_hears_nothing_says_503_learns_what_it_missed_and_goes_on()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        var direct = new NpgsqlConnectionStringBuilder(place.Connection);
        await using var proxy = new SilentProxy(direct.Port);
        var through = place.By(new NpgsqlConnectionStringBuilder(place.Connection) { Port = proxy.Port }.ConnectionString);
        await using var stage = new Stage();
        await stage.SetAsync(through);
        await using var other = await TestApp.StartAsync(place);
        using var tablet = Visitor.WithSession(other, stage.Laptop.Cookie("session")!);

        proxy.DropEverything();
        var watch = Stopwatch.StartNew();
        await stage.App.Log.WaitForAsync("Not listening for events of other nodes");
        var noticed = watch.Elapsed;
        await stage.IsAwayAsync();
        Assert.True(await tablet.IsSignedInAsync()); // at the other node, which is not cut off

        proxy.PassAgain();
        await stage.ComesBackAsync();

        await stage.FinishAsync();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Packets dropped between node and database: noticed after {noticed.TotalSeconds:0.0} s; 503 there, the other node serves on; then the same code let the phone in; 0 lost, 0 violations"));
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_meanwhile_is_not_served_by_the_deaf_node()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var proxy = new SilentProxy(new NpgsqlConnectionStringBuilder(place.Connection).Port);
        var through = place.By(new NpgsqlConnectionStringBuilder(place.Connection) { Port = proxy.Port }.ConnectionString);
        await using var stage = new Stage();
        await stage.SetAsync(through);
        await using var other = await TestApp.StartAsync(place);
        var session = await other.SessionOfAsync(stage.Laptop);

        proxy.DropEverything();
        await other.SignOutAsync(session);
        await stage.App.Log.WaitForAsync("Not listening for events of other nodes"); // until then what it read before is believed, for two seconds at the most

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stage.Laptop.GetAsync("/api/session")).Status);
        proxy.PassAgain();
        await stage.IsReadyAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stage.Laptop.GetAsync("/api/session")).Status);
        output.WriteLine("A session ended at another node while this one heard nothing: 503 once it had noticed, then 401");
    }
}

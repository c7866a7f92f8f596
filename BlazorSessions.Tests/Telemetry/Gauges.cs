using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Telemetry;
using Microsoft.AspNetCore.Http;

namespace BlazorSessions.Tests.Telemetry;

/// <summary>What the gauges say is what there is.</summary>
public sealed class Gauges
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Open_sessions_are_counted_in_the_database_and_circuits_and_the_hearing_here(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: Replacing.HearNothing);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.JoinAsync("ann@example.org", ann);
        await app.SignUpAsync("bob@example.org");
        using var meter = new AppMeter(app);
        Assert.DoesNotContain("blazorsessions.sessions.open", meter.Look().Keys); // nobody has counted yet

        await app.Get<OpenSessions>().CountAsync(Ct);
        app.Get<Hearing>().Hears(TimeProvider.System.GetTimestamp());
        using var socket = app.Get<SessionConnections>().Keep(new(ann.User, ann.Session), new DefaultHttpContext());

        Assert.Equal(
            new Dictionary<string, long>
            {
                ["blazorsessions.sessions.open"] = 3,
                ["blazorsessions.circuits"] = 1,
                ["blazorsessions.hashes.waiting"] = 0,
                ["blazorsessions.listener.hears"] = 1,
                ["blazorsessions.log.sound"] = 1,
            },
            meter.Look());

        app.Get<Hearing>().IsLost();
        await app.SignOutAsync(ann);
        await app.Get<OpenSessions>().CountAsync(Ct);
        var later = meter.Look();
        Assert.Equal((2, 0), (later["blazorsessions.sessions.open"], later["blazorsessions.listener.hears"]));
    }

    [Fact]
    public async Task An_old_number_is_not_said_when_the_database_is_away()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.PostgreSql);
        await using var app = await TestApp.StartAsync(place);
        await app.Get<OpenSessions>().CountAsync(Ct);
        Assert.Equal(0, app.Get<OpenSessions>().LastCount);

        await place.DropDatabaseAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => app.Get<OpenSessions>().CountAsync(Ct));
        Assert.Null(app.Get<OpenSessions>().LastCount);
    }
}

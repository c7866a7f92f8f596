using System.Security.Claims;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using BlazorSessions.Tests.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorSessions.Tests.Live;

/// <summary>What an open page's circuit lets through: everything while its session is open, nothing afterwards.</summary>
[Trait("abuse", "A12")]
public sealed class CircuitGuard
{
    private int served;

    [Fact]
    [Trait("abuse", "A12")]
    public async Task An_event_of_an_ended_session_is_not_served_from_the_moment_that_its_end_is_told()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var laptop = await app.SignUpAsync("ann@example.org");
        using var session = CircuitOf(app, laptop);
        Assert.True(await IsServedAsync(app, session));

        await app.SignOutAsync(laptop);

        Assert.False(await IsServedAsync(app, session));
    }

    [Fact]
    [Trait("abuse", "A12")]
    public async Task An_end_that_nobody_told_of_is_found_within_a_second()
    {
        SilentBackplane? backplane = null;
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, replace: services => services.Replace<ISessionBackplane>(inner => backplane = new SilentBackplane(inner)));
        var laptop = await app.SignUpAsync("ann@example.org");
        using var session = CircuitOf(app, laptop);
        Assert.True(await IsServedAsync(app, session));

        backplane!.IsSilent = true;
        await app.SignOutAsync(laptop);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await IsServedAsync(app, session));
    }

    [Fact]
    [Trait("abuse", "A12")]
    public async Task Time_ends_it_to_the_second()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:IdleTimeout=00:00:02"]);
        using var session = CircuitOf(app, await app.SignUpAsync("ann@example.org"));
        app.Clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.True(await IsServedAsync(app, session));

        app.Clock.Advance(TimeSpan.FromSeconds(0.5));

        Assert.False(await IsServedAsync(app, session));
    }

    [Fact]
    [Trait("abuse", "A12")]
    public async Task A_page_whose_session_ended_is_refused_when_it_comes_back_and_another_is_not()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var laptop = await app.SignUpAsync("ann@example.org");
        using var session = CircuitOf(app, laptop);
        var handler = HandlerOf(app, session);
        await handler.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        await handler.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);

        await app.SignOutAsync(laptop);

        await Assert.ThrowsAsync<SessionEndedException>(() => handler.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_that_is_away_signs_nobody_out()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var app = await TestApp.StartAsync(place);
        using var session = CircuitOf(app, await app.SignUpAsync("ann@example.org"));

        await place.DropDatabaseAsync();

        Assert.True(await IsServedAsync(app, session));
    }

    [Fact]
    public async Task The_page_of_somebody_who_waits_has_no_session_and_is_served()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var session = CircuitOf(app, null);

        Assert.True(await IsServedAsync(app, session));
    }

    private static CircuitSession CircuitOf(TestApp app, CurrentSession? current) => new(
        new Page(current), app.Get<SessionRegistry>(), app.Get<SessionEventHub>(), app.Get<SessionPolicy>(), app.Clock);

    private static SessionCircuitHandler HandlerOf(TestApp app, CircuitSession session) =>
        new(session, new(app.Get<SessionEventHub>(), app.Clock, NullLogger<SessionNotifier>.Instance), new RecordingBrowser());

    private async Task<bool> IsServedAsync(TestApp app, CircuitSession session)
    {
        var before = served;
        await HandlerOf(app, session).CreateInboundActivityHandler(_ => Task.FromResult(++served))(null!);
        return served > before;
    }

    private sealed class Page(CurrentSession? current) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(
            current is null
                ? new ClaimsIdentity()
                : new ClaimsIdentity([new(ClaimTypes.NameIdentifier, $"{current.User}"), new("session", $"{current.Session}")], "Session"))));
    }
}

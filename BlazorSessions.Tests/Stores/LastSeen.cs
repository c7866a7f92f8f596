using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>Uses of a session are written behind, and never so late that it would decide anything.</summary>
public sealed class LastSeen
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_use_is_known_at_once_and_in_the_database_after_the_next_writing(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: Replacing.RemoveRounds);
        var laptop = await app.SignUpAsync("ann@example.org");
        var start = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await app.Get<SessionRegistry>().UseAsync(laptop, Ct));

        Assert.Equal(start.AddSeconds(1), (await app.Get<SessionRegistry>().ReadAsync(laptop.User, laptop.Session, Ct))!.LastSeenAt);
        Assert.Equal(start, await InDatabaseAsync(app, laptop));
        await app.Get<LastSeenWriter>().FlushAsync(Ct);
        Assert.Equal(start.AddSeconds(1), await InDatabaseAsync(app, laptop));
        Assert.Empty(app.Get<LastSeenBook>().Unwritten());
    }

    [Theory]
    [BothDatabases]
    public async Task A_use_that_could_decide_about_life_goes_to_the_row_at_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Sessions:IdleTimeout=02:00:00"], Replacing.RemoveRounds);
        var laptop = await app.SignUpAsync("ann@example.org");
        app.Clock.Advance(TimeSpan.FromHours(1));

        await app.Get<SessionRegistry>().UseAsync(laptop, Ct);

        Assert.Equal(app.Clock.GetUtcNow(), await InDatabaseAsync(app, laptop));
    }

    [Theory]
    [BothDatabases]
    public async Task A_stop_writes_what_is_left(DatabaseProvider provider)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        CurrentSession laptop;
        await using (var before = await TestApp.StartAsync(place))
        {
            laptop = await before.SignUpAsync("ann@example.org");
            before.Clock.Advance(TimeSpan.FromSeconds(2));
            await before.Get<SessionRegistry>().UseAsync(laptop, Ct);
        }

        await using var after = await TestApp.StartAsync(place);
        Assert.Equal(after.Clock.GetUtcNow().AddSeconds(2), await InDatabaseAsync(after, laptop));
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_noted_brings_no_ended_session_back_and_the_node_that_noted_it_hears_of_the_end(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: Replacing.RemoveRounds);
        var laptop = await app.SignUpAsync("ann@example.org");
        var phone = await app.JoinAsync("ann@example.org", laptop);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Get<SessionRegistry>().UseAsync(phone, Ct);
        await app.SignOutAsync(phone);
        using var ear = new Live.Ear(app, laptop);

        await app.Get<LastSeenWriter>().FlushAsync(Ct);

        await ear.HearEndOfAsync(phone);
        Assert.NotNull((await app.Get<SessionRegistry>().ReadAsync(phone.User, phone.Session, Ct))!.EndedAt);
        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
    }

    [Fact]
    public async Task Another_node_sees_a_use_before_it_could_take_the_session_for_idle()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var here = await TestApp.StartAsync(place);
        await using var there = await TestApp.StartAsync(place);
        var laptop = await here.SignUpAsync("ann@example.org");
        for (var minute = 0; minute < 100; minute += 29)
        {
            foreach (var node in new[] { here, there })
            {
                node.Clock.Advance(TimeSpan.FromMinutes(29));
            }

            Assert.True(await here.Get<SessionRegistry>().UseAsync(laptop, Ct));
            Assert.Equal(SessionStatus.Active, await StatusAsync(there, laptop));
            await here.Get<LastSeenWriter>().FlushAsync(Ct);
        }
    }

    private static async Task<SessionStatus> StatusAsync(TestApp app, CurrentSession session) =>
        app.Get<SessionPolicy>().StatusOf(
            (await app.Get<SessionRegistry>().ReadAsync(session.User, session.Session, Ct))!, app.Clock.GetUtcNow());

    private static async Task<DateTimeOffset?> InDatabaseAsync(TestApp app, CurrentSession session)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        return await db.Sessions.Where(s => s.Id == session.Session).Select(s => s.LastSeenAt).SingleAsync(Ct);
    }
}

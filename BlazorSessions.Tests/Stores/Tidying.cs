using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>What time has ended is written down with the moment at which it ended, and what is old enough goes.</summary>
public sealed class Tidying
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task An_end_by_time_is_written_with_its_own_moment_and_orphans_what_waited_then(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: Replacing.RemoveRounds);
        var laptop = await app.SignUpAsync("ann@example.org");
        var start = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        await app.AskAsync("ann@example.org");
        app.Clock.Advance(TimeSpan.FromHours(5));

        Assert.True(await app.Get<Housekeeping>().TidyAsync(Ct));

        var ended = await EndsAsync(app);
        Assert.Equal(
            [(SessionEndReason.Idle, start.AddMinutes(60)), (SessionEndReason.Orphaned, start.AddMinutes(60))],
            ended.OrderBy(e => e.Reason == SessionEndReason.Orphaned));
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        Assert.False(await db.Sessions.AnyAsync(s => s.UserId == laptop.User && s.EndedAt == null, Ct));
    }

    [Theory]
    [BothDatabases]
    public async Task It_comes_round_by_itself(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync("ann@example.org");
        using var ear = new Live.Ear(app, laptop);

        app.Clock.Advance(TimeSpan.FromHours(1));

        await ear.HearEndOfAsync(laptop);
    }

    [Fact]
    public async Task Of_two_nodes_one_tidies_at_a_time()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var here = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds);
        await using var there = await TestApp.StartAsync(place, replace: Replacing.RemoveRounds);
        await using (var db = await here.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct))
        {
            await using var turn = await db.TryLockHousekeepingAsync(Ct);
            Assert.NotNull(turn);
            Assert.False(await there.Get<Housekeeping>().TidyAsync(Ct));
        }

        Assert.True(await there.Get<Housekeeping>().TidyAsync(Ct));
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_over_for_longer_than_the_log_is_kept_goes_and_nothing_else(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Log:Retention=30.00:00:00"]);
        var laptop = await app.SignUpAsync("ann@example.org");
        var phone = await app.JoinAsync("ann@example.org", laptop);
        await app.SignOutAsync(phone);
        var later = app.Clock.GetUtcNow().AddDays(30);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var tablet = await app.JoinAsync("ann@example.org", laptop);
        await app.SignOutAsync(tablet);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));

        await app.Get<LogPurge>().PurgeAsync(later, Ct);

        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        Assert.Equal([laptop.Session, tablet.Session], await db.Sessions.OrderBy(s => s.AskedAt).Select(s => s.Id).ToListAsync(Ct));
        Assert.DoesNotContain(phone.Session, await db.LogEntries.Select(e => e.SessionId).ToListAsync(Ct));
        Assert.Contains(tablet.Session, await db.LogEntries.Select(e => e.SessionId).ToListAsync(Ct));

        var before = await db.LogEntries.MaxAsync(e => e.Number, Ct);
        await app.Get<LogPurge>().PurgeAsync(later.AddDays(1), Ct);
        Assert.Empty(await db.LogEntries.ToListAsync(Ct));
        Assert.Equal(laptop.Session, await db.Sessions.Select(s => s.Id).SingleAsync(Ct));
        await app.SignOutAsync(laptop);
        Assert.Equal(before + 1, await db.LogEntries.Select(e => e.Number).SingleAsync(Ct)); // the count goes on
    }

    [Theory]
    [BothDatabases]
    public async Task A_log_goes_from_its_front_and_never_out_of_its_middle(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Log:Retention=30.00:00:00"], Replacing.RemoveRounds);
        var ann = await app.SignUpAsync("ann@example.org");
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var first = await db.LogEntries.AsNoTracking().SingleAsync(Ct);
        var hashes = app.Get<LogKeys>().Now;
        var second = Chained(first.Hash, first with { Number = first.Number + 1, At = first.At.AddMinutes(3) });
        var third = Chained(second.Hash, first with { Number = first.Number + 2, At = first.At.AddMinutes(1) }); // written later than it was
        db.AddRange(second, third);
        await db.SaveChangesAsync(Ct);
        await db.Database.ExecuteSqlAsync($"""UPDATE users SET "LastLogNumber" = 3, "HashedLogNumber" = 3, "LastLogHash" = {third.Hash}""", Ct);
        Assert.True(await app.Get<LogSealer>().SealAsync(Ct));

        await app.Get<LogPurge>().PurgeAsync(first.At.AddDays(30).AddMinutes(2), Ct);
        Assert.Equal([first.Number + 1, first.Number + 2], await db.LogEntries.Where(e => e.UserId == ann.User).Select(e => e.Number).Order().ToListAsync(Ct));

        await app.Get<LogPurge>().PurgeAsync(first.At.AddDays(30).AddMinutes(3), Ct);
        Assert.Empty(await db.LogEntries.Where(e => e.UserId == ann.User).ToListAsync(Ct));

        LogEntry Chained(byte[]? before, LogEntry entry) => entry with { Hash = hashes.Next(before, StoredEntry.Of(entry)) };
    }

    private static async Task<List<(SessionEndReason Reason, DateTimeOffset At)>> EndsAsync(TestApp app)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var rows = await db.LogEntries.Where(e => e.Kind == SessionEventKind.Ended).ToListAsync(Ct);
        return [.. rows.Select(e => (e.Reason!.Value, e.At))];
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

public sealed class LogPaging
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Pages_show_every_row_once_newest_first_also_where_times_are_equal(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Sessions:MaxConcurrent=1", TestApp.NoLimits]);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.SignUpAsync("bob@example.org");
        for (var i = 0; i < 10; i++)
        {
            await app.SignInAsync("ann@example.org"); // refused; pairs of them at the same instant
            app.Clock.Advance(i % 2 * TimeSpan.FromSeconds(1));
        }

        var log = app.Get<SessionLogQuery>();
        var rows = new List<Session>();
        LogCursor? next = null;
        do
        {
            var page = await log.PageAsync(ann.User, next, 3, LogFilter.All, Ct);
            rows.AddRange(page.Sessions);
            next = page.Next is null ? null : LogCursor.Parse(page.Next.ToString());
        }
        while (next is not null);

        Assert.Equal(11, rows.Count);
        Assert.Equal(11, rows.Select(r => r.Id).Distinct().Count());
        Assert.Equal(rows.OrderByDescending(r => r.AskedAt).ThenByDescending(r => r.Id), rows);
        Assert.All(rows, r => Assert.Equal(ann.User, r.UserId));
    }

    [Theory]
    [BothDatabases]
    public async Task The_filter_of_the_database_and_the_rule_of_the_domain_agree_at_every_moment(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Sessions:IdleTimeout=00:10:00", "Sessions:AbsoluteLifetime=00:25:00"]);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.ApproveAsync(ann, await app.AskAsync("ann@example.org"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SignOutAsync(ann);
        await app.SignInAsync("ann@example.org");
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await app.SignInAsync("ann@example.org");
        await app.SignInAsync("ann@example.org");
        await app.AddRefusedAsync(ann.User, 1);

        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        var rows = await db.Sessions.AsNoTracking().ToListAsync(Ct);
        var policy = app.Get<SessionPolicy>();
        for (var minute = -5; minute <= 40; minute++)
        {
            var now = app.Clock.GetUtcNow().AddMinutes(minute);
            foreach (var filter in Enum.GetValues<LogFilter>())
            {
                var found = await db.Sessions.Where(SessionLogQuery.Matches(filter, policy, now)).Select(s => s.Id).ToListAsync(Ct);
                var expected = rows.Where(s => Belongs(filter, policy.StatusOf(s, now))).Select(s => s.Id);
                Assert.Equal(expected.Order(), found.Order());
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("_____________________________________")]
    [InlineData("________________________________")]
    [InlineData("'; DROP TABLE sessions; --------")]
    public void What_is_no_cursor_is_refused(string text) => Assert.Null(LogCursor.Parse(text));

    private static bool Belongs(LogFilter filter, SessionStatus status) => filter switch
    {
        LogFilter.Active => status == SessionStatus.Active,
        LogFilter.Ended => status is SessionStatus.SignedOut or SessionStatus.Expired,
        LogFilter.Refused => status is SessionStatus.Refused or SessionStatus.Denied or SessionStatus.Cancelled
            or SessionStatus.CodeExpired or SessionStatus.TooManyWrongCodes,
        _ => true,
    };
}

using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Stores;

public sealed class SignInsByDay
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Each_of_thirty_days_has_what_was_let_in_and_what_was_not_and_nothing_that_waits(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var ann = await app.SignUpAsync("ann@example.org");
        await app.SignUpAsync("bob@example.org");
        await app.AskAsync("ann@example.org"); // waits
        await app.AddRefusedAsync(ann.User, 40, every: TimeSpan.FromDays(1));

        var days = await ReadAsync(app, ann, TimeZoneInfo.Utc);

        Assert.Equal(Enumerable.Range(0, 30).Select(d => new DateOnly(2025, 12, 4).AddDays(d)), days.Select(d => d.Day));
        Assert.All(days.SkipLast(1), d => Assert.Equal((0, 1), (d.LetIn, d.NotLetIn)));
        Assert.Equal((1, 0), (days[^1].LetIn, days[^1].NotLetIn));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati", 2)] // fourteen hours ahead
    [InlineData("UTC", 2)]
    [InlineData("America/New_York", 1)] // at 03:04 UTC it is yesterday there
    public async Task Days_are_those_of_the_reader_s_zone(string zone, int today)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var ann = await app.SignUpAsync("ann@example.org");

        var days = await ReadAsync(app, ann, TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal((new DateOnly(2026, 1, today), 1), (days[^1].Day, days[^1].LetIn));
    }

    private static Task<IReadOnlyList<SignInsOfDay>> ReadAsync(TestApp app, App.Sessions.CurrentSession of, TimeZoneInfo zone) =>
        app.Get<SignInsByDayQuery>().ReadAsync(of.User, zone, Ct);
}

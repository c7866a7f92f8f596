using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>How many sign-ins of one day were let in, and how many were not.</summary>
public sealed record SignInsOfDay(DateOnly Day, int LetIn, int NotLetIn)
{
    public int All => LetIn + NotLetIn;
}

/// <summary>Counts a user's sign-ins by day, as days are where the reader is.</summary>
public sealed class SignInsByDayQuery(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    public const int Days = 30;

    private const int MostRows = 20_000; // an account under attack has more; the newest of them are counted

    /// <summary>The last thirty days to this one, each of them, the oldest first. What still waits is not counted.</summary>
    public async Task<IReadOnlyList<SignInsOfDay>> ReadAsync(UserId user, TimeZoneInfo zone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var first = DayOf(now, zone).AddDays(1 - Days);
        var letIn = new int[Days];
        var notLetIn = new int[Days];
        await using var db = await contexts.CreateDbContextAsync(ct);
        await foreach (var (quarter, isIn, count) in ByQuarter(db, user, now).WithCancellation(ct))
        {
            var day = DayOf(quarter, zone).DayNumber - first.DayNumber;
            if (day is >= 0 and < Days)
            {
                (isIn ? letIn : notLetIn)[day] += count;
            }
        }

        return [.. Enumerable.Range(0, Days).Select(d => new SignInsOfDay(first.AddDays(d), letIn[d], notLetIn[d]))];
    }

    // A day more than is shown, as no zone is further than that from the server's days.
    private static IAsyncEnumerable<(DateTimeOffset Quarter, bool IsIn, int Count)> ByQuarter(AppDbContext db, UserId user, DateTimeOffset now)
    {
        var since = now.AddDays(-Days - 1);
        return db.Sessions.AsNoTracking()
            .Where(s => s.UserId == user && s.AskedAt > since)
            .Where(s => s.OpenedAt != null || s.EndedAt != null || s.WaitsUntil <= now)
            .OrderByDescending(s => s.AskedAt).Take(MostRows)
            .GroupBy(s => new { Quarter = AppDbContext.QuarterOf(s.AskedAt), IsIn = s.OpenedAt != null })
            .Select(same => new { same.Key.Quarter, same.Key.IsIn, Count = same.Count() })
            .AsAsyncEnumerable().Select(same => (same.Quarter, same.IsIn, same.Count));
    }

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}

using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>What must hold of the database whatever happened: the rules, and a log that nobody has changed.</summary>
public static class Invariants
{
    /// <summary>Never more than the limit, and nobody beside another without a yes from an open session.</summary>
    public static async Task HoldAsync(TestApp app)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var opened = await db.Sessions.AsNoTracking().Where(s => s.OpenedAt != null).ToListAsync(TestContext.Current.CancellationToken);
        foreach (var user in opened.GroupBy(s => s.UserId))
        {
            Assert.True(user.Count(s => s.IsOpen) <= app.Get<AppSettings>().Sessions.MaxConcurrent);
            Assert.Equal(user.Count(s => s.IsOpen), user.Where(s => s.IsOpen).Select(s => s.Slot).Distinct().Count());
            Assert.All(user, session => Assert.True(WasLetIn(session, [.. user])));
        }

        Assert.Empty((await app.Get<LogVerifier>().VerifyAsync(null, TestContext.Current.CancellationToken)).Faults);
    }

    private static bool WasLetIn(Session session, IReadOnlyList<Session> all) =>
        session.ApprovedBy is { } by
            ? all.Any(s => s.Id == by && s.OpenedAt <= session.OpenedAt)
            : !all.Any(s => s.OpenedAt < session.OpenedAt && !(s.EndedAt <= session.OpenedAt))
                || all.Any(s => s.EndReason == SessionEndReason.Replaced && s.EndedAt == session.OpenedAt && s.DeviceKey == session.DeviceKey);
}

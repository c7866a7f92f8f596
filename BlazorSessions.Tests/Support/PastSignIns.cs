using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Support;

/// <summary>Fills a log with what the rules made of days gone by, as no test waits for so many hashes.</summary>
public static class PastSignIns
{
    /// <summary>Adds sign-ins that the limit turned away, one each minute back from now; the first is the newest.</summary>
    public static async Task<IReadOnlyList<Session>> AddRefusedAsync(
        this TestApp app, UserId user, int rows, Func<int, string>? userAgent = null, TimeSpan? every = null)
    {
        var nobody = app.Get<SessionPolicy>() with { MaxConcurrent = 0 };
        var now = app.Clock.GetUtcNow();
        List<Session> refused = [.. Enumerable.Range(1, rows).Select(row =>
        {
            var sessions = new UserSessions(user, [], [], [], nobody, app.Get<ApprovalPolicy>(), now - (row * (every ?? TimeSpan.FromMinutes(1))));
            sessions.SignIn(SignInShortcuts.Device(userAgent?.Invoke(row) ?? "curl/8"), recent: []);
            return sessions.Sessions.Single();
        })];
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        db.AddRange(refused);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return refused;
    }
}

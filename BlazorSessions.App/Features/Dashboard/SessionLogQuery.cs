using System.Linq.Expressions;
using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>One page of a user's log, newest first, and where the next begins.</summary>
public sealed record LogPage(IReadOnlyList<Session> Sessions, LogCursor? Next);

/// <summary>Reads the session log by keyset: a page costs the same however many rows are before or behind it.</summary>
public sealed class SessionLogQuery(IDbContextFactory<AppDbContext> contexts, LastSeenBook lastSeen, SessionPolicy policy, TimeProvider clock)
{
    public async Task<LogPage> PageAsync(UserId user, LogCursor? before, int limit, LogFilter filter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Sessions.AsNoTracking().Where(s => s.UserId == user).Where(Matches(filter, policy, clock.GetUtcNow()));
        if (before is not null)
        {
            // The first condition is what an index can seek to; the second leaves out the ties already shown.
            rows = rows.Where(s => s.AskedAt <= before.At).Where(s => s.AskedAt < before.At || s.Id < before.Id);
        }

        var page = await rows.OrderByDescending(s => s.AskedAt).ThenByDescending(s => s.Id).Take(limit + 1).ToListAsync(ct);
        page.ForEach(lastSeen.Apply);
        if (page.Count <= limit)
        {
            return new(page, null);
        }

        page.RemoveAt(limit);
        return new(page, new(page[^1].AskedAt, page[^1].Id));
    }

    /// <summary>The rule of <see cref="SessionPolicy.StatusOf"/> as the database can run it; a test holds the two together.</summary>
    internal static Expression<Func<Session, bool>> Matches(LogFilter filter, SessionPolicy policy, DateTimeOffset now)
    {
        var usedAfter = now - policy.IdleTimeout;
        var openedAfter = now - policy.AbsoluteLifetime;
        return filter switch
        {
            LogFilter.Active => s => s.OpenedAt > openedAfter && s.LastSeenAt > usedAfter && s.EndedAt == null,
            LogFilter.Ended => s => s.OpenedAt != null
                && (s.EndedAt != null || s.OpenedAt <= openedAfter || s.LastSeenAt <= usedAfter),
            _ => s => true,
        };
    }
}

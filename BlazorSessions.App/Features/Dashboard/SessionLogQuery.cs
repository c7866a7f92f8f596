using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using BlazorSessions.App.Data;
using BlazorSessions.App.Layout;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>Reads the session log by keyset: a page costs the same however many rows are before or behind it.</summary>
public sealed class SessionLogQuery(
    IDbContextFactory<AppDbContext> contexts, LastSeenBook lastSeen, SessionPolicy policy, TimeProvider clock, IStringLocalizer<Words> words)
{
    private const int RowsAtOnce = 500;

    /// <summary>One page of what is asked, whether it is looked for or not.</summary>
    public Task<LogPage> PageAsync(UserId user, LogQuestion asked, int limit, CancellationToken ct) =>
        asked.IsSearch ? SearchAsync(user, asked, limit, ct) : PageAsync(user, asked.Before, limit, asked.Filter, ct);

    public async Task<LogPage> PageAsync(UserId user, LogCursor? before, int limit, LogFilter filter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = RowsOf(db, user, filter);
        if (before is not null)
        {
            // The first condition is what an index can seek to; the second leaves out the ties already shown.
            rows = rows.Where(s => s.AskedAt <= before.At).Where(s => s.AskedAt < before.At || s.Id < before.Id);
        }

        var page = await NewestFirst(rows).Take(limit + 1).ToListAsync(ct);
        page.ForEach(lastSeen.Apply);
        return LogPage.Of(page, limit);
    }

    /// <summary>The whole log, newest first. Its first rows are read at once: a database that is away is known before anything is sent.</summary>
    public async Task<IAsyncEnumerable<Session>> StreamAsync(UserId user, CancellationToken ct) =>
        RowsFromAsync(user, await PageAsync(user, null, RowsAtOnce, LogFilter.All, ct), ct);

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
            LogFilter.Refused => s => s.OpenedAt == null && (s.EndedAt != null || s.WaitsUntil <= now),
            _ => s => true,
        };
    }

    private async Task<LogPage> SearchAsync(UserId user, LogQuestion asked, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var newest = NewestFirst(RowsOf(db, user, LogFilter.All)).Take(LogSearch.Depth);
        var search = new LogSearch(asked.Sought);
        var found = new List<Session>();
        await foreach (var row in NewestFirst(newest.Where(Matches(asked.Filter, policy, now))).AsAsyncEnumerable().WithCancellation(ct))
        {
            lastSeen.Apply(row);
            if (asked.Before?.IsPast(row) is not false
                && search.Finds(DeviceText.Of(words, row.DeviceName), row.IpAddress, StatusText.Of(policy.StatusOf(row, now), words)))
            {
                found.Add(row);
            }

            if (found.Count > limit)
            {
                break;
            }
        }

        return LogPage.Of(found, limit);
    }

    // In pieces, so that somebody who downloads slowly keeps no connection to the database.
    private async IAsyncEnumerable<Session> RowsFromAsync(UserId user, LogPage first, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var page = first; ; page = await PageAsync(user, page.Next, RowsAtOnce, LogFilter.All, ct))
        {
            foreach (var row in page.Sessions)
            {
                yield return row;
            }

            if (page.Next is null)
            {
                yield break;
            }
        }
    }

    private IQueryable<Session> RowsOf(AppDbContext db, UserId user, LogFilter filter) =>
        db.Sessions.AsNoTracking().Where(s => s.UserId == user).Where(Matches(filter, policy, clock.GetUtcNow()));

    private static IOrderedQueryable<Session> NewestFirst(IQueryable<Session> rows) =>
        rows.OrderByDescending(s => s.AskedAt).ThenByDescending(s => s.Id);
}

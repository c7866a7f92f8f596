using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Notices;

/// <summary>Something that a person is to know of; what came several times from one device is one.</summary>
/// <param name="Number">The newest log entry that it tells of; with it, it is put aside.</param>
/// <param name="Kind">What happened.</param>
/// <param name="DeviceName">On which device.</param>
/// <param name="IpAddress">From where.</param>
/// <param name="At">When, the last time.</param>
/// <param name="Times">How often.</param>
/// <param name="IsThisDevice">It was at the session that reads it.</param>
/// <param name="IsEarlier">It was before the session that reads it.</param>
public sealed record Notice(
    long Number, NoticeKind Kind, string DeviceName, string IpAddress, DateTimeOffset At, int Times, bool IsThisDevice, bool IsEarlier);

/// <summary>What a page has to tell, newest first, and when the account is deleted, if it is.</summary>
public sealed record NoticesView(IReadOnlyList<Notice> Notices, DateTimeOffset? DeletesAt)
{
    public static readonly NoticesView Nothing = new([], null);
}

/// <summary>Reads the notices of a session: the log's news that its device has not put aside.</summary>
public sealed class NoticeQuery(IDbContextFactory<AppDbContext> contexts)
{
    private const int NoticesAtMost = 200;

    public async Task<NoticesView> ReadAsync(CurrentSession current, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Sessions.AsNoTracking().Where(s => s.UserId == current.User && s.Id == current.Session && s.EndedAt == null)
            .Select(s => new
            {
                s.DeviceKey,
                s.OpenedAt,
                Since = db.KnownDevices.Where(d => d.UserId == s.UserId && d.Key == s.DeviceKey).Select(d => (DateTimeOffset?)d.FirstSeenAt).SingleOrDefault(),
                DeletesAt = db.Users.Where(u => u.Id == s.UserId).Select(u => u.DeletesAt).SingleOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (found?.OpenedAt is not { } opened)
        {
            return NoticesView.Nothing;
        }

        // A device that is new hears of the days before it, as far back as can still be undone.
        var since = (found.Since ?? opened) - KnownDevice.NewFor;
        var key = found.DeviceKey;
        var times = await db.LogEntries
            .Where(e => e.UserId == current.User && e.Notice != null && e.At > since)
            .Where(e => !db.DismissedNotices.Any(d => d.UserId == e.UserId && d.DeviceKey == key && d.Number == e.Number))
            .GroupBy(e => new { e.Notice, e.DeviceName, e.IpAddress })
            .Select(same => new { Last = same.Max(e => e.Number), Count = same.Count() })
            .OrderByDescending(same => same.Last).Take(NoticesAtMost)
            .ToDictionaryAsync(same => same.Last, same => same.Count, ct);
        if (times.Count == 0)
        {
            return new([], found.DeletesAt);
        }

        var newest = await db.LogEntries.AsNoTracking()
            .Where(e => e.UserId == current.User && times.Keys.Contains(e.Number)).OrderByDescending(e => e.Number).ToListAsync(ct);
        return new([.. newest.Select(e => ToNotice(e, times[e.Number], current.Session, opened))], found.DeletesAt);
    }

    private static Notice ToNotice(LogEntry last, int times, SessionId current, DateTimeOffset opened) => new(
        last.Number, last.Notice!.Value, last.DeviceName, last.IpAddress, last.At, times,
        IsThisDevice: last.SessionId == current, IsEarlier: last.At < opened);
}

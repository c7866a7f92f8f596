using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.App.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Notices;

/// <summary>Puts a notice aside, on the device where it was read and on no other.</summary>
public sealed class NoticeService(IDbContextFactory<AppDbContext> contexts, NoticeQuery query, WriteGate gate, SessionEventHub hub)
{
    /// <param name="current">Where it was read.</param>
    /// <param name="number">The notice, by its newest entry; one that is not there, or no longer, changes nothing.</param>
    public async Task DismissAsync(CurrentSession current, long number)
    {
        if ((await query.ReadAsync(current, CancellationToken.None)).Notices.FirstOrDefault(n => n.Number == number) is not { } notice)
        {
            return;
        }

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var (user, id) = (current.User, current.Session);
        var key = await db.Sessions.Where(s => s.UserId == user && s.Id == id).Select(s => s.DeviceKey).SingleOrDefaultAsync();
        var same = await db.LogEntries
            .Where(e => e.UserId == user && e.Notice == notice.Kind && e.DeviceName == notice.DeviceName && e.IpAddress == notice.IpAddress && e.Number <= number)
            .Where(e => !db.DismissedNotices.Any(d => d.UserId == user && d.DeviceKey == key && d.Number == e.Number))
            .Select(e => e.Number).ToListAsync();
        db.AddRange(same.Select(n => new DismissedNotice(user, key, n)));
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException e) when (UniqueViolation.Is(e))
        {
            // Another tab of the device was faster.
        }

        hub.Publish(SessionSignal.Changed(user)); // the other tabs of this device
    }
}

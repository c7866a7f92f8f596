using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>Which other sessions had a part in one sign-in.</summary>
/// <param name="Session">The sign-in.</param>
/// <param name="ApprovedBy">The one that let it in.</param>
/// <param name="EndedBy">The one whose person ended it, where it was not its own.</param>
public sealed record SessionDetails(Session Session, OtherSession? ApprovedBy, OtherSession? EndedBy);

/// <summary>Another session of the same user.</summary>
/// <param name="Id">Which.</param>
/// <param name="DeviceName">Its device; null when the log no longer has it.</param>
public sealed record OtherSession(SessionId Id, string? DeviceName);

/// <summary>Reads what the row of a session does not say itself.</summary>
public sealed class SessionDetailsQuery(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<SessionDetails> ReadAsync(UserId user, Session session, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var endedBy = session.EndedAt is { } at ? await EndedByAsync(db, user, session.Id, at, ct) : null;
        List<SessionId> ids = [.. new[] { session.ApprovedBy, endedBy }.OfType<SessionId>()];
        var names = ids.Count == 0 ? [] : await db.Sessions.AsNoTracking()
            .Where(s => s.UserId == user && ids.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, s => s.DeviceName, ct);
        return new(session, Other(session.ApprovedBy), Other(endedBy));

        OtherSession? Other(SessionId? id) => id is { } other ? new(other, names.GetValueOrDefault(other)) : null;
    }

    private static Task<SessionId?> EndedByAsync(AppDbContext db, UserId user, SessionId session, DateTimeOffset at, CancellationToken ct) =>
        db.LogEntries.AsNoTracking()
            .Where(e => e.UserId == user && e.At == at && e.SessionId == session && e.Kind == SessionEventKind.Ended)
            .Select(e => e.BySessionId)
            .FirstOrDefaultAsync(ct);
}

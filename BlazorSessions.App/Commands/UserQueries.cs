using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Commands;

/// <summary>What the operator may know of accounts and their sessions: no secret is among it.</summary>
internal sealed class UserQueries(
    IDbContextFactory<AppDbContext> contexts, SessionRegistry registry, WrongTries tries, Lockout lockout, SessionPolicy policy, TimeProvider clock)
{
    /// <summary>Accounts by their email addresses, from the one after that on.</summary>
    public async Task<Listed<OperatorUser>> ListAsync(string after, int atMost, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var users = await db.UsersAfter(after).AsNoTracking().Take(atMost + 1).ToListAsync(ct);
        var open = await OpenAsync(db, [.. users.Select(u => u.Id)], ct);
        return Listed.Of([.. users.Select(u => Of(u, open[u.Id].Count()))], atMost);
    }

    public async Task<OperatorUserDetails> ShowAsync(User user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var sessions = (await registry.ReadAsync(user.Id, ct)).Sessions.Where(s => s.EndedAt is null).ToList();
        var counts = await tries.OfAsync(db, user.Id, ct);
        var next = counts.Select(c => lockout.NextTryAt(c.Failures, c.LastAt)).DefaultIfEmpty().Max();
        var codes = new RecoveryCodes(user.Id, await db.RecoveryCodes.AsNoTracking().Where(c => c.UserId == user.Id).ToListAsync(ct), now);
        var log = await db.Users.Where(u => u.Id == user.Id).Select(LogState.OfUser).SingleAsync(ct);
        return new(
            Of(user, sessions.Count(s => s.IsOpen)),
            await db.KnownDevices.CountAsync(d => d.UserId == user.Id, ct),
            codes.Left,
            counts.Sum(c => c.Failures),
            next > now ? next : null,
            user.ResetUntil > now ? user.ResetUntil : null,
            log.LastNumber,
            [.. sessions.OrderBy(s => s.AskedAt).Select(s => OperatorSession.Of(s, user.Email.Value, policy, now))]);
    }

    /// <summary>The sign-ins that are open or wait, of everybody, the oldest users first.</summary>
    public async Task<Listed<OperatorSession>> SessionsAsync(int atMost, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var rows = await db.Sessions.AsNoTracking().Where(s => s.EndedAt == null).OrderBy(s => s.UserId).ThenBy(s => s.AskedAt).ThenBy(s => s.Id)
            .Take(atMost + 1).Join(db.Users.AsNoTracking(), s => s.UserId, u => u.Id, (session, user) => new { session, user.Email }).ToListAsync(ct);
        var (shown, isMore) = Listed.Of(rows, atMost);
        return new([.. shown.Where(r => policy.EndOf(r.session, now) is null).Select(r => OperatorSession.Of(r.session, r.Email.Value, policy, now))], isMore);
    }

    /// <summary>Everybody who has a session open or waiting.</summary>
    public async Task<IReadOnlyList<UserId>> WithSessionsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Sessions.Where(s => s.EndedAt == null).Select(s => s.UserId).Distinct().ToListAsync(ct);
    }

    private OperatorUser Of(User user, int open) => OperatorUser.Of(user, open, policy.For(user).MaxConcurrent);

    private async Task<ILookup<UserId, Session>> OpenAsync(AppDbContext db, List<UserId> users, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await db.Sessions.AsNoTracking().Where(s => users.Contains(s.UserId) && s.EndedAt == null && s.Slot != null).ToListAsync(ct);
        return rows.Where(s => policy.EndOf(s, now) is null).ToLookup(s => s.UserId);
    }
}

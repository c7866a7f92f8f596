using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Asks every few seconds whether the sessions and waiting sign-ins whose pages are open on this node still are, and tells the
/// pages of those that are not: a lost notification, or a database that was away, delays an end by that long and no longer.
/// </summary>
public sealed class SessionSweeper(
    SessionConnections connections,
    IDbContextFactory<AppDbContext> contexts,
    LastSeenBook lastSeen,
    SessionEventHub hub,
    SessionPolicy policy,
    TimeProvider clock,
    ILogger<SessionSweeper> logger) : DatabaseRounds(Every, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private const int AtOnce = 500;

    /// <summary>One look at all of them.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        foreach (var some in connections.Owners.Chunk(AtOnce))
        {
            var living = await LivingAsync(some, ct);
            foreach (var over in some.Where(s => !living.Contains(s.SignIn)))
            {
                hub.Publish(new(SessionEventKind.Ended, over.User, over.SignIn));
            }
        }
    }

    protected override Task RoundAsync(CancellationToken ct) => SweepAsync(ct);

    // All that live of these users: a few each, and an index holds them. To ask for pairs, SQLite would try every one of them.
    private async Task<HashSet<SessionId>> LivingAsync(IReadOnlyCollection<CircuitOwner> some, CancellationToken ct)
    {
        List<UserId> users = [.. some.Select(s => s.User).Distinct()];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Sessions.AsNoTracking().Where(s => users.Contains(s.UserId) && s.EndedAt == null).ToListAsync(ct);
        rows.ForEach(lastSeen.Apply);
        var now = clock.GetUtcNow();
        return [.. rows.Where(s => policy.EndOf(s, now) is null).Select(s => s.Id)];
    }
}

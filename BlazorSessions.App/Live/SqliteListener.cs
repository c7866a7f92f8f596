using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Live;

/// <summary>Looks twice a second whether another process has changed the database, and if so has everybody read again.</summary>
public sealed class SqliteListener(
    IDbContextFactory<AppDbContext> contexts, SessionEventHub hub, Hearing hearing, ILogger<SqliteListener> logger)
    : DatabaseRounds(LookEvery, logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.5); // so that a page shows within a second what a command did

    private long? known;

    /// <summary>The start waits for the first look: no page is served that would not hear of what happens next.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task RoundAsync(CancellationToken ct) => LookAsync(ct);

    private async Task LookAsync(CancellationToken ct)
    {
        var askedAt = TimeProvider.System.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var number = await db.Set<ChangeCounter>().Select(c => c.Number).SingleAsync(ct);
        if (known is not null && known != number)
        {
            hub.Resync();
        }

        known = number;
        hearing.Hears(askedAt);
    }
}

using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Telemetry;

/// <summary>
/// Counts the open sessions of all accounts every 15 seconds, at the start first, while metrics are sent. It reads an index that
/// holds the open ones alone. One whose time is over counts until it is written down as ended, which is within seconds.
/// </summary>
public sealed class OpenSessions(IDbContextFactory<AppDbContext> contexts, ILogger<OpenSessions> logger) : DatabaseRounds(Every, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15); // four of them to each export, by default
    private const long NotKnown = -1;

    private long last = NotKnown;

    /// <summary>What the last round found; null when it failed, or none has been yet: an old number would look like a new one.</summary>
    public long? LastCount => Volatile.Read(ref last) is >= 0 and var count ? count : null;

    /// <summary>One round.</summary>
    public async Task CountAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            Volatile.Write(ref last, await db.Sessions.LongCountAsync(s => s.Slot != null, ct));
        }
        catch
        {
            Volatile.Write(ref last, NotKnown);
            throw;
        }
    }

    protected override Task RoundAsync(CancellationToken ct) => CountAsync(ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryRoundAsync(stoppingToken);
        await base.ExecuteAsync(stoppingToken);
    }
}

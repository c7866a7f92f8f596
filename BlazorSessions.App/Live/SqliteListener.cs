using BlazorSessions.App.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Live;

/// <summary>Looks each second whether another process has changed the database, and if so has everybody read again.</summary>
public sealed partial class SqliteListener(
    IDbContextFactory<AppDbContext> contexts, SessionEventHub hub, ILogger<SqliteListener> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private long? known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseFailure.Is(e))
            {
                LogNotRead(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var number = await db.Set<ChangeCounter>().Select(c => c.Number).SingleAsync(ct);
        if (known is not null && known != number)
        {
            hub.Resync();
        }

        known = number;
    }

    [LoggerMessage(LogLevel.Warning, "Whether another process changed the database could not be read; it is tried again")]
    private partial void LogNotRead(Exception exception);
}

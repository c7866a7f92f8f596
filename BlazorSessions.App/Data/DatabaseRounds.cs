namespace BlazorSessions.App.Data;

/// <summary>
/// Does something with the database again and again for as long as the program runs. A round that fails is logged and made
/// up for by the next. It is paced by the machine: how often one looks is no rule, and needs no clock that nodes share.
/// </summary>
public abstract partial class DatabaseRounds(TimeSpan every, ILogger logger) : BackgroundService
{
    protected abstract Task RoundAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryRoundAsync(stoppingToken);
        }
    }

    protected async Task TryRoundAsync(CancellationToken ct)
    {
        try
        {
            await RoundAsync(ct);
        }
        catch (Exception e) when (ct.IsCancellationRequested)
        {
            LogBrokenOff(e);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            LogNotDone(e);
        }
#pragma warning disable CA1031 // whatever is wrong with one round, the server goes on, and so do the rounds
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFault(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database did not let this be done; it is tried again")]
    private partial void LogNotDone(Exception exception);

    [LoggerMessage(LogLevel.Debug, "This was broken off, since the program stops")]
    private partial void LogBrokenOff(Exception exception);

    [LoggerMessage(LogLevel.Error, "This failed; it is tried again")]
    private partial void LogFault(Exception exception);
}

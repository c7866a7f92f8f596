using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Live;

/// <summary>What a component sees of events; scoped, so each circuit has its own, and its end ends every subscription.</summary>
public sealed partial class SessionNotifier(SessionEventHub hub, TimeProvider clock, ILogger<SessionNotifier> logger) : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly List<IDisposable> subscriptions = [];
    private readonly CancellationTokenSource gone = new();

    /// <summary>
    /// Runs <paramref name="read"/> after something happened to a session of this user. Never twice at once: what happens
    /// while it runs makes it run once more, however much it is. One that failed is logged and tried again each second.
    /// </summary>
    public IDisposable OnChange(UserId user, Func<Task> read)
    {
        var ct = gone.Token;
        var waiting = 0;
        var subscription = hub.Subscribe(user, hint =>
        {
            if (Interlocked.Increment(ref waiting) == 1)
            {
                _ = Task.Run(RunAsync);
            }
        });
        subscriptions.Add(subscription);
        return subscription;

        async Task RunAsync()
        {
            int answered;
            do
            {
                answered = Volatile.Read(ref waiting);
                while (!await TryAsync(read) && !ct.IsCancellationRequested)
                {
                    await Task.Delay(RetryAfter, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            while (Interlocked.Add(ref waiting, -answered) > 0 && !ct.IsCancellationRequested);
        }
    }

    public void Dispose()
    {
        if (gone.IsCancellationRequested)
        {
            return;
        }

        subscriptions.ForEach(s => s.Dispose());
        gone.Cancel();
        gone.Dispose();
    }

    private async Task<bool> TryAsync(Func<Task> read)
    {
        try
        {
            await read();
            return true;
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            return true; // the page left while the event was on its way
        }
#pragma warning disable CA1031 // whatever one page's reading throws must not end the live updates of that page
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogReadFailed(e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A page could not read what an event told of, and tries again")]
    private partial void LogReadFailed(Exception exception);
}

using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Live;

/// <summary>What a component sees of events; scoped, so each circuit has its own, and its end ends every subscription.</summary>
public sealed partial class SessionNotifier(SessionEventHub hub, ILogger<SessionNotifier> logger) : IDisposable
{
    private readonly List<IDisposable> subscriptions = [];

    /// <summary>
    /// Runs <paramref name="read"/> after something happened to a session of this user. Never twice at once: what happens
    /// while it runs makes it run once more, however much it is. A failure is logged, and the next event tries again.
    /// </summary>
    public IDisposable OnChange(UserId user, Func<Task> read)
    {
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
                try
                {
                    await read();
                }
                catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
                {
                    // The circuit ended while the event was on its way.
                }
#pragma warning disable CA1031 // whatever one page's reading throws must not end the live updates of that page
                catch (Exception e)
#pragma warning restore CA1031
                {
                    LogReadFailed(e);
                }
            }
            while (Interlocked.Add(ref waiting, -answered) > 0);
        }
    }

    public void Dispose() => subscriptions.ForEach(s => s.Dispose());

    [LoggerMessage(LogLevel.Warning, "A page could not read what an event told of; the next event tries again")]
    private partial void LogReadFailed(Exception exception);
}

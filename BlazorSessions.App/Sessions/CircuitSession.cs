using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.Components.Authorization;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Whether the session of an open page still is; scoped, so each circuit has its own. The page's principal says who opened
/// it and stays as it was, so it is the row that is asked: when something happened to the user's sessions, when time may
/// have ended this one, and when the last answer is older than a second, since what happened may have gone unheard.
/// </summary>
public sealed class CircuitSession(
    AuthenticationStateProvider authentication, SessionRegistry registry, SessionEventHub hub, SessionPolicy policy, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1); // events of one page come at once, and none may pass by while another asks
    private CurrentSession? current;
    private IDisposable? subscription;
    private Session? row;
    private long readAt;
    private volatile bool inDoubt = true;
    private bool ended;

    /// <summary>False from the moment that the session is over. The page of somebody who waits has none, and stays.</summary>
    public async Task<bool> IsOpenAsync()
    {
        current ??= (await authentication.GetAuthenticationStateAsync()).User.Session();
        if (current is null)
        {
            return true;
        }

        await turn.WaitAsync();
        try
        {
            subscription ??= hub.Subscribe(current.User, _ => inDoubt = true);
            if (!ended && (inDoubt || clock.GetElapsedTime(readAt) >= Believed || IsOver(row)))
            {
                await ReadAsync(current);
            }

            if (ended)
            {
                subscription.Dispose(); // there is nothing more to hear
            }

            return !ended;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => subscription?.Dispose();

    private async Task ReadAsync(CurrentSession session)
    {
        try
        {
            inDoubt = false; // before the read: what happens during it is read again
            readAt = clock.GetTimestamp();
            row = await registry.ReadAsync(session.User, session.Session, CancellationToken.None);
            ended = IsOver(row);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // It is not signed out for that, and what the page asks for needs the database too; but past its last end it is over.
            inDoubt = true;
            ended = row is not null && policy.AbsoluteEndOf(row) <= clock.GetUtcNow();
        }
    }

    private bool IsOver(Session? session) => session is null || policy.EndOf(session, clock.GetUtcNow()) is not null;
}

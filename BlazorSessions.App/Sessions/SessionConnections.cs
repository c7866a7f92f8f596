using System.Collections.Concurrent;
using BlazorSessions.App.Live;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The open sockets of this node by the sign-in that opened them. The framework cannot end a circuit from outside; but the
/// socket can be cut, and <see cref="SessionCircuitHandler"/> lets nothing of an ended session connect again.
/// </summary>
public sealed class SessionConnections(SessionEventHub hub, TimeProvider clock)
{
    /// <summary>What a page has to leave by itself, and say why, before it is cut off.</summary>
    private static readonly TimeSpan Politeness = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Connection, CircuitOwner> open = new();

    /// <summary>How many sockets are open here.</summary>
    public int Count => open.Count;

    /// <summary>The sessions, and the sign-ins that wait, that have a socket open here.</summary>
    public IReadOnlyCollection<CircuitOwner> Owners => [.. open.Values.Distinct()];

    /// <summary>Keeps a connection for as long as its request runs.</summary>
    public IDisposable Keep(CircuitOwner owner, HttpContext context)
    {
        var connection = new Connection(context);
        var subscription = hub.Subscribe(owner.User, signal =>
        {
            if (signal is { Kind: SessionEventKind.Ended } && signal.Session == owner.SignIn)
            {
                connection.CutAfter(Politeness, clock);
            }
        });
        open[connection] = owner;
        return new Kept(() =>
        {
            open.TryRemove(connection, out _);
            subscription.Dispose();
            connection.Dispose();
        });
    }

    private sealed class Connection(HttpContext context) : IDisposable
    {
        private readonly Lock turn = new();
        private ITimer? cut;
        private bool over;

        public void CutAfter(TimeSpan wait, TimeProvider clock)
        {
            lock (turn)
            {
                cut ??= over ? null : clock.CreateTimer(_ => Cut(), null, wait, Timeout.InfiniteTimeSpan);
            }
        }

        // Not after the request has ended: the server uses its context again, for somebody else.
        public void Dispose()
        {
            lock (turn)
            {
                over = true;
                cut?.Dispose();
            }
        }

        private void Cut()
        {
            lock (turn)
            {
                if (!over)
                {
                    context.Abort();
                }
            }
        }
    }

    private sealed class Kept(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}

using System.Collections.Concurrent;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Which sign-in started each circuit of this node. The framework lets whoever knows a circuit's secret take it up again, and
/// hands it over before it asks anybody; so it is looked up here before the framework hears of it.
/// </summary>
public sealed class CircuitOwners
{
    private readonly ConcurrentDictionary<string, CircuitOwner> bySecret = new();

    // The hub, which is told the secret, and the services of the new circuit, which go with it, have nothing else in common.
    private readonly AsyncLocal<Circuit?> starting = new();

    /// <summary>The circuits that are kept, with a socket or waiting for one.</summary>
    public int Count => bySecret.Count;

    /// <summary>Who started a circuit; null when it is not there, or no longer.</summary>
    public CircuitOwner? Of(string secret) => bySecret.GetValueOrDefault(secret);

    /// <summary>Has the framework start a circuit, and remembers for whom.</summary>
    public async ValueTask<object?> StartAsync(CircuitOwner owner, Func<ValueTask<object?>> start)
    {
        var circuit = new Circuit(this, owner);
        starting.Value = circuit;
        var secret = await start();
        circuit.Name(secret as string);
        return secret;
    }

    /// <summary>To be called by a service of a circuit while it is made; what it gives is to be disposed of with it.</summary>
    public IDisposable? Join() => starting.Value;

    private sealed class Circuit(CircuitOwners owners, CircuitOwner owner) : IDisposable
    {
        private readonly Lock turn = new();
        private string? name;
        private bool gone;

        public void Name(string? secret)
        {
            lock (turn)
            {
                if (secret is not null && !gone)
                {
                    name = secret;
                    owners.bySecret[secret] = owner;
                }
            }
        }

        public void Dispose()
        {
            lock (turn)
            {
                gone = true;
                if (name is not null)
                {
                    owners.bySecret.TryRemove(name, out _);
                }
            }
        }
    }
}

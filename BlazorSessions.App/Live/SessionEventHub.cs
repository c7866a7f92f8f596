using System.Collections.Concurrent;
using System.Collections.Immutable;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Live;

/// <summary>Who on this node wants to hear of which user. A subscriber is called on the publisher's thread and must return at once.</summary>
public sealed class SessionEventHub
{
    private readonly ConcurrentDictionary<UserId, ImmutableList<Action<SessionSignal?>>> subscribers = new();
    private ImmutableList<Action<SessionSignal?>> subscribersToAll = [];

    /// <summary>How many subscriptions there are.</summary>
    public int Count => subscribers.Values.Sum(list => list.Count);

    /// <summary>
    /// Calls <paramref name="changed"/> whenever something happened to a session of this user, until disposed; with null
    /// when signals may have been missed.
    /// </summary>
    public IDisposable Subscribe(UserId user, Action<SessionSignal?> changed)
    {
        subscribers.AddOrUpdate(user, _ => [changed], (_, list) => list.Add(changed));
        return new Subscription(() => Remove(user, changed));
    }

    /// <summary>
    /// Calls <paramref name="changed"/> whenever something happened to any user, for as long as the program runs, and before
    /// those who hear of one user: what they then ask is answered by what is left.
    /// </summary>
    public void SubscribeToAll(Action<SessionSignal?> changed) => ImmutableInterlocked.Update(ref subscribersToAll, list => list.Add(changed));

    public void Publish(SessionSignal signal)
    {
        subscribersToAll.ForEach(changed => changed(signal));
        foreach (var changed in subscribers.GetValueOrDefault(signal.User) ?? [])
        {
            changed(signal);
        }
    }

    /// <summary>Signals may have been missed: everybody is to read again.</summary>
    public void Resync()
    {
        subscribersToAll.ForEach(changed => changed(null));
        foreach (var changed in subscribers.Values.SelectMany(list => list))
        {
            changed(null);
        }
    }

    private void Remove(UserId user, Action<SessionSignal?> changed)
    {
        var left = subscribers.AddOrUpdate(user, _ => [], (_, list) => list.Remove(changed));
        if (left.IsEmpty)
        {
            // Only if it is still this empty list: a subscriber that came meanwhile stays.
            subscribers.TryRemove(new(user, left));
        }
    }

    private sealed class Subscription(Action remove) : IDisposable
    {
        private Action? remove = remove;

        public void Dispose() => Interlocked.Exchange(ref remove, null)?.Invoke();
    }
}

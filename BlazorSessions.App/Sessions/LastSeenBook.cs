using System.Collections.Concurrent;
using BlazorSessions.App.Data;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The uses of sessions on this node that are not in the database yet. Whoever reads a row on this node lays them over it;
/// <see cref="LastSeenWriter"/> takes them to the database. A crash loses what is in here: a few seconds of sliding.
/// </summary>
public sealed class LastSeenBook
{
    private readonly ConcurrentDictionary<SessionId, Sighting> latest = new();

    /// <summary>A session was used; of two uses the later is kept.</summary>
    public void Note(UserId user, SessionId session, DateTimeOffset at) => latest.AddOrUpdate(
        session,
        static (id, use) => new(use.user, id, use.at),
        static (id, known, use) => known.At > use.at ? known : new(use.user, id, use.at),
        (user, at));

    /// <summary>What is noted of a session; null when that is nothing.</summary>
    public Sighting? Of(Session session) => latest.GetValueOrDefault(session.Id);

    /// <summary>Brings a row up to what this node knows.</summary>
    public void Apply(Session session)
    {
        if (Of(session) is { } sighting)
        {
            session.SeenAt(sighting.At);
        }
    }

    /// <summary>What is to be written; it stays known until it is forgotten.</summary>
    public IReadOnlyList<Sighting> Unwritten() => [.. latest.Values];

    /// <summary>Takes out what has been written; a use that came meanwhile stays.</summary>
    public void Forget(IEnumerable<Sighting> written)
    {
        foreach (var sighting in written)
        {
            latest.TryRemove(new(sighting.Session, sighting));
        }
    }
}

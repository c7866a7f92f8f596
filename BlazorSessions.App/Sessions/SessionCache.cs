using BlazorSessions.App.Live;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using Microsoft.Extensions.Caching.Memory;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The open sessions that this node has read lately, by the hash of their token. It only ever says "open": of whatever it does
/// not know, or may not believe, the row is asked.
/// </summary>
/// <remarks>
/// An entry holds only while nothing has happened to its user since the reading that it comes from began. Every change counts
/// up, and is kept as the last one of its user, so a reading that was overtaken by a change is void however late it is stored.
/// Users share these places by chance; one that is void for the change of another user is read anew, and nothing worse.
/// All of it holds only while the node hears of every change (<see cref="Hearing"/>), and for a minute at the most.
/// </remarks>
public sealed class SessionCache : IDisposable
{
    private const int MostEntries = 100_000; // some kilobytes each
    private const int Places = 1 << 14;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Hearing hearing;
    private readonly MemoryCache entries = new(new MemoryCacheOptions { SizeLimit = MostEntries });
    private readonly long[] lastChanges = new long[Places];
    private long changes;
    private long lastChangeOfAll;

    public SessionCache(SessionEventHub hub, Hearing hearing)
    {
        this.hearing = hearing;
        hub.SubscribeToAll(signal =>
        {
            if (signal is null)
            {
                EvictAll();
            }
            else
            {
                Evict(signal.User);
            }
        });
    }

    /// <summary>How many changes there were. To be asked before a reading begins.</summary>
    public long Changes => Volatile.Read(ref changes);

    /// <summary>Finds an open session; null when the row has to be asked.</summary>
    public CachedSession? Find(OpaqueToken token)
    {
        Span<char> key = stackalloc char[TokenHash.Length];
        token.WriteHash(key);
        return hearing.IsSure && entries.TryGetValue(key, out CachedSession? found) && found is not null && Holds(found) ? found : null;
    }

    /// <summary>Keeps what was read, unless it is out of date already.</summary>
    public void Keep(OpaqueToken token, CachedSession read)
    {
        if (Holds(read))
        {
            entries.Set(token.Hash().Value, read, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Longest });
        }
    }

    /// <summary>Something of this user changed: to be called once that is committed, and before anybody is told.</summary>
    public void Evict(UserId user) => Raise(ref lastChanges[PlaceOf(user)], Interlocked.Increment(ref changes));

    /// <summary>Something may have changed that nobody heard of.</summary>
    public void EvictAll() => Raise(ref lastChangeOfAll, Interlocked.Increment(ref changes));

    public void Dispose() => entries.Dispose();

    private bool Holds(CachedSession read) =>
        Volatile.Read(ref lastChangeOfAll) <= read.ChangesBefore
        && Volatile.Read(ref lastChanges[PlaceOf(read.Found.User.Id)]) <= read.ChangesBefore;

    private static int PlaceOf(UserId user) => user.GetHashCode() & (Places - 1);

    // Two changes at once may come here in either order.
    private static void Raise(ref long last, long change)
    {
        for (var known = Volatile.Read(ref last); known < change;)
        {
            var before = Interlocked.CompareExchange(ref last, change, known);
            known = before == known ? change : before;
        }
    }
}

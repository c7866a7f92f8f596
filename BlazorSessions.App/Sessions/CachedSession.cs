namespace BlazorSessions.App.Sessions;

/// <summary>An open session as a node keeps it in memory; many requests share one at once.</summary>
/// <param name="found">What was read. Its session is not changed: a later use comes with another object.</param>
/// <param name="changesBefore">The changes that there had been when the reading began.</param>
/// <param name="writesLaterUntil">From then on a use has to go to the row.</param>
public sealed class CachedSession(SessionLookup.Open found, long changesBefore, DateTimeOffset? writesLaterUntil)
{
    private volatile SessionLookup.Open found = found;

    public SessionLookup.Open Found => found;

    public long ChangesBefore => changesBefore;

    public bool MayBeUsedAt(DateTimeOffset now) => writesLaterUntil > now;

    /// <summary>It was used later than was known. Of two that say so at once one is kept.</summary>
    public SessionLookup.Open UsedAt(DateTimeOffset then) => found = found.WithUseAt(then);
}

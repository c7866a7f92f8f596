using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>What a session cookie turned out to be. Closed: no further case can appear elsewhere.</summary>
public abstract record SessionLookup
{
    private SessionLookup()
    {
    }

    /// <summary>It is open.</summary>
    public sealed record Open(User User, Session Session) : SessionLookup;

    /// <summary>It was open once.</summary>
    public sealed record Ended(Session Session, SessionEndReason Reason) : SessionLookup;

    /// <summary>No session ever had this token, or it is so long over that it was purged.</summary>
    public sealed record Unknown : SessionLookup;
}

using System.Security.Claims;
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
    public sealed record Open(User User, Session Session) : SessionLookup
    {
        private ClaimsPrincipal? principal;

        /// <summary>The principal of its requests, made once. Nobody adds to it.</summary>
        public ClaimsPrincipal Principal => principal ??= this.ToPrincipal(SessionAuthenticationHandler.SchemeName);

        internal Open WithUseAt(DateTimeOffset then) => this with { Session = Session.WithUseAt(then) };
    }

    /// <summary>It was open once.</summary>
    public sealed record Ended(Session Session, SessionEndReason Reason) : SessionLookup;

    /// <summary>No session ever had this token, or it is so long over that it was purged.</summary>
    public sealed record Unknown : SessionLookup;
}

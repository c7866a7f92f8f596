using System.Diagnostics;

namespace BlazorSessions.Domain.Sessions;

/// <summary>The rules of a session's life: how many at once, and how long each.</summary>
/// <param name="MaxConcurrent">Open sessions of one user at the most; 1 means that no second device ever gets in.</param>
/// <param name="IdleTimeout">A session without activity for this long is over.</param>
/// <param name="AbsoluteLifetime">A session is over this long after it opened, even when active (NIST SP 800-63B-4: 12 to 24 hours).</param>
public sealed record SessionPolicy(int MaxConcurrent, TimeSpan IdleTimeout, TimeSpan AbsoluteLifetime)
{
    /// <summary>The limit: the first device walks in, a further one needs a yes from an open one, none passes the limit.</summary>
    public Admission Admit(int openSessions) =>
        openSessions >= MaxConcurrent ? Admission.Full
        : openSessions == 0 ? Admission.Free
        : Admission.NeedsApproval;

    /// <summary>Activity is written down at most this often: a sixtieth of <see cref="IdleTimeout"/>, so a busy session costs few writes.</summary>
    public bool IsWorthTouching(Session session, DateTimeOffset now) => session?.LastSeenAt + (IdleTimeout / 60) <= now;

    /// <summary>When an open session ends unless somebody uses it.</summary>
    public DateTimeOffset? IdleEndOf(Session session) => session?.LastSeenAt + IdleTimeout;

    /// <summary>When an open session ends whatever happens.</summary>
    public DateTimeOffset? AbsoluteEndOf(Session session) => session?.OpenedAt + AbsoluteLifetime;

    /// <summary>When and why an open session ends if nobody uses it again: the earlier of its two ends.</summary>
    /// <exception cref="ArgumentException">The session never opened.</exception>
    public SessionEnd DueEndOf(Session open) => (IdleEndOf(open), AbsoluteEndOf(open)) switch
    {
        ({ } idle, { } absolute) when idle < absolute => new(SessionEndReason.Idle, idle),
        (_, { } absolute) => new(SessionEndReason.TooOld, absolute),
        _ => throw new ArgumentException("It never opened.", nameof(open)),
    };

    /// <summary>
    /// When and why a sign-in was over, or null while it lives. Time alone ends a session: the answer is the same
    /// whether or not anybody has written it down yet. The moment of the end itself is already over.
    /// </summary>
    public SessionEnd? EndOf(Session session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        var due = session switch
        {
            { EndedAt: { } ended, EndReason: { } reason } => new SessionEnd(reason, ended),
            { WaitsUntil: { } until } => new SessionEnd(SessionEndReason.CodeExpired, until),
            _ => DueEndOf(session),
        };
        return session.EndedAt is not null || due.At <= now ? due : null;
    }

    /// <summary>What the session log says of a sign-in at this moment.</summary>
    public SessionStatus StatusOf(Session session, DateTimeOffset now) => EndOf(session, now)?.Reason switch
    {
        null => session.IsOpen ? SessionStatus.Active : SessionStatus.Waiting,
        SessionEndReason.SignedOut or SessionEndReason.Replaced => SessionStatus.SignedOut,
        SessionEndReason.Idle or SessionEndReason.TooOld => SessionStatus.Expired,
        SessionEndReason.Refused => SessionStatus.Refused,
        SessionEndReason.Denied => SessionStatus.Denied,
        SessionEndReason.Cancelled or SessionEndReason.Orphaned => SessionStatus.Cancelled,
        SessionEndReason.CodeExpired => SessionStatus.CodeExpired,
        SessionEndReason.TooManyCodes => SessionStatus.TooManyWrongCodes,
        _ => throw new UnreachableException(),
    };
}

using System.Diagnostics;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Domain.Sessions;

/// <summary>The rules of a session's life: how many at once, and how long each.</summary>
/// <param name="MaxConcurrent">Open sessions of one user at the most; 1 means that no second device ever gets in.</param>
/// <param name="IdleTimeout">A session without activity for this long is over.</param>
/// <param name="AbsoluteLifetime">A session is over this long after it opened, even when active (NIST SP 800-63B-4: 12 to 24 hours).</param>
/// <param name="IdleWarning">How long before the idle end its person is asked; see <see cref="WarnsAt"/>.</param>
/// <param name="ProofLifetime">How long a typed password counts as proof for what wants one (ASVS 7.5.1, 7.5.3).</param>
public sealed record SessionPolicy(
    int MaxConcurrent, TimeSpan IdleTimeout, TimeSpan AbsoluteLifetime, TimeSpan IdleWarning, TimeSpan ProofLifetime)
{
    private static readonly TimeSpan LongestLastWord = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestActivityInterval = TimeSpan.FromSeconds(3);

    /// <summary>The rules for one user, who may have a number of sessions of its own.</summary>
    public SessionPolicy For(User user) => user?.SessionLimit is { } own ? this with { MaxConcurrent = own } : this;

    /// <summary>The limit: the first device walks in, a further one needs a yes from an open one, none passes the limit.</summary>
    public Admission Admit(int openSessions) =>
        openSessions >= MaxConcurrent ? Admission.Full
        : openSessions == 0 ? Admission.Free
        : Admission.NeedsApproval;

    /// <summary>
    /// Activity may be written down a little later, in a batch, while the row says that the session was used within half
    /// of <see cref="IdleTimeout"/>. From then on it could decide whether the session lives, and is written at once.
    /// </summary>
    public DateTimeOffset? WritesLaterUntil(Session row) => row?.LastSeenAt + (IdleTimeout / 2);

    /// <summary>
    /// How exactly activity is known: a page tells of its person, and a node writes it down, at most this often. Three
    /// seconds, and less where <see cref="IdleTimeout"/> is so short that they would count.
    /// </summary>
    public TimeSpan ActivityInterval => IdleTimeout / 12 < LongestActivityInterval ? IdleTimeout / 12 : LongestActivityInterval;

    /// <summary>A use so soon after the one that is known of tells nothing new: within a third of <see cref="ActivityInterval"/>, a second by default.</summary>
    public bool IsNews(Session session, DateTimeOffset now) => !(session?.LastSeenAt + (ActivityInterval / 3) > now);

    /// <summary>The password was typed for this session so lately that what wants a proof needs no other.</summary>
    public bool IsProved(Session session, DateTimeOffset now) => session?.ProvedAt + ProofLifetime > now;

    /// <summary>When an open session ends unless somebody uses it.</summary>
    public DateTimeOffset? IdleEndOf(Session session) => session?.LastSeenAt + IdleTimeout;

    /// <summary>When an open session ends whatever happens.</summary>
    public DateTimeOffset? AbsoluteEndOf(Session session) => session?.OpenedAt + AbsoluteLifetime;

    /// <summary>
    /// When the person at an open session is asked whether somebody is still there; null when the session ends at its
    /// absolute end first, which no answer could put off. A warning that would not be shorter than the idle time itself
    /// comes in its last quarter.
    /// </summary>
    public DateTimeOffset? WarnsAt(Session session) =>
        IdleEndOf(session) is { } idle && idle < AbsoluteEndOf(session)
            ? idle - (IdleWarning < IdleTimeout ? IdleWarning : IdleTimeout / 4)
            : null;

    /// <summary>
    /// From when on a page tells that the absolute end is near, which no answer can put off: ten minutes before it, or in
    /// the last quarter of a lifetime for which that would be long.
    /// </summary>
    public DateTimeOffset? TellsAbsoluteEndAt(Session session) =>
        AbsoluteEndOf(session) - (AbsoluteLifetime / 4 < LongestLastWord ? AbsoluteLifetime / 4 : LongestLastWord);

    /// <summary>When and why a living sign-in ends if nobody does anything; null when it is over.</summary>
    public SessionEnd? DueEndOf(Session session, DateTimeOffset now) => EndOf(session, now) is null ? DueEndOf(session) : null;

    /// <summary>
    /// When and why a sign-in was over, or null while it lives. Time alone ends a session: the answer is the same
    /// whether or not anybody has written it down yet. The moment of the end itself is already over.
    /// </summary>
    public SessionEnd? EndOf(Session session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session is { EndedAt: { } ended, EndReason: { } reason } ? new SessionEnd(reason, ended)
            : DueEndOf(session) is { } due && due.At <= now ? due
            : null;
    }

    /// <summary>What the session log says of a sign-in at this moment.</summary>
    public SessionStatus StatusOf(Session session, DateTimeOffset now) => EndOf(session, now)?.Reason switch
    {
        null => session.IsOpen ? SessionStatus.Active : SessionStatus.Waiting,
        SessionEndReason.SignedOut or SessionEndReason.SignedOutElsewhere or SessionEndReason.Replaced
            or SessionEndReason.PasswordChanged or SessionEndReason.Recovered or SessionEndReason.AccountDeleted
            or SessionEndReason.EndedByOperator => SessionStatus.SignedOut,
        SessionEndReason.Idle or SessionEndReason.TooOld => SessionStatus.Expired,
        SessionEndReason.Refused => SessionStatus.Refused,
        SessionEndReason.Denied => SessionStatus.Denied,
        SessionEndReason.Cancelled or SessionEndReason.Orphaned or SessionEndReason.SweptUp => SessionStatus.Cancelled,
        SessionEndReason.CodeExpired => SessionStatus.CodeExpired,
        SessionEndReason.TooManyCodes => SessionStatus.TooManyWrongCodes,
        _ => throw new UnreachableException(),
    };

    // Of the two ends of an open session the earlier counts.
    private SessionEnd DueEndOf(Session living) => (living.WaitsUntil, IdleEndOf(living), AbsoluteEndOf(living)) switch
    {
        ({ } until, _, _) => new(SessionEndReason.CodeExpired, until),
        (_, { } idle, { } absolute) when idle < absolute => new(SessionEndReason.Idle, idle),
        (_, _, { } absolute) => new(SessionEndReason.TooOld, absolute),
        _ => throw new UnreachableException(),
    };
}

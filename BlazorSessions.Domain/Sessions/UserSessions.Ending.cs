using BlazorSessions.Domain.Approvals;

namespace BlazorSessions.Domain.Sessions;

/// <content>How sessions and waiting sign-ins end.</content>
public sealed partial class UserSessions
{
    /// <summary>Ends an open session; the sign-ins that only it could have approved are told so.</summary>
    /// <returns>False when no such session is open.</returns>
    public bool SignOut(SessionId id)
    {
        var session = sessions.Find(s => s.Id == id && s.IsOpen);
        if (session is null)
        {
            return false;
        }

        End(session, SessionEndReason.SignedOut);
        EndOrphans(now);
        return true;
    }

    /// <summary>
    /// The person at the open session <paramref name="by"/> ends another sign-in of the account, open or waiting. That wants
    /// a proof: a page left open for a moment is not to be enough to shut others out.
    /// </summary>
    public EndOutcome SignOutOther(SessionId by, SessionId id)
    {
        if (!IsOpen(by) || id == by)
        {
            return new EndOutcome.NotThere();
        }

        if (!IsProved(by))
        {
            return new EndOutcome.ProofTooOld();
        }

        if (sessions.Find(s => s.Id == id && s.EndedAt is null) is not { } other)
        {
            return new EndOutcome.NotThere();
        }

        var open = other.IsOpen ? 1 : 0;
        End(other, other.IsOpen ? SessionEndReason.SignedOutElsewhere : SessionEndReason.SweptUp, by);
        return new EndOutcome.Ended(open);
    }

    /// <summary>
    /// The person at the open session <paramref name="by"/> ends all others, and every sign-in that waits or has its yes:
    /// nobody comes in by what was under way. That wants a proof, as with one.
    /// </summary>
    public EndOutcome SignOutEverywhereElse(SessionId by)
    {
        if (!IsOpen(by))
        {
            return new EndOutcome.NotThere();
        }

        if (!IsProved(by))
        {
            return new EndOutcome.ProofTooOld();
        }

        var open = Open.Count - 1;
        EndAllBut(by, SessionEndReason.SignedOutElsewhere, by);
        return new EndOutcome.Ended(open);
    }

    /// <summary>The operator ends one sign-in that is open or waits, or all of them; nobody's yes or proof is needed.</summary>
    /// <returns>Those that were ended.</returns>
    public IReadOnlyList<Session> EndByOperator(SessionId? only)
    {
        List<Session> ended = [.. sessions.Where(s => s.EndedAt is null && (only is null || s.Id == only))];
        foreach (var session in ended)
        {
            End(session, session.IsOpen ? SessionEndReason.EndedByOperator : SessionEndReason.SweptUp);
        }

        EndOrphans(now);
        return ended;
    }

    private void EndOverdue()
    {
        var due = (
            from session in sessions
            let end = policy.EndOf(session, now)
            where end is not null
            orderby end.Value.At
            select (Session: session, End: end.Value)).ToList();
        foreach (var (session, end) in due)
        {
            if (session.EndedAt is not null)
            {
                continue; // an earlier end in this loop orphaned it
            }

            var couldApprove = session.IsOpen;
            End(session, end);
            if (couldApprove)
            {
                EndOrphans(end.At);
            }
        }
    }

    // A sign-in that already has its yes needs nobody any more, so it is not an orphan.
    private void EndOrphans(DateTimeOffset at)
    {
        if (sessions.Exists(s => s.IsOpen))
        {
            return;
        }

        foreach (var approval in approvals.Where(a => a.StatusAt(at) == ApprovalStatus.Pending).ToList())
        {
            End(approval.Session, new SessionEnd(SessionEndReason.Orphaned, at));
        }
    }

    private void End(Session session, SessionEndReason reason, SessionId? by = null) =>
        End(session, new SessionEnd(reason, now), by);

    private void End(Session session, SessionEnd end, SessionId? by = null)
    {
        session.End(end);
        ApprovalOf(session.Id)?.WipeCode();
        events.Add(new SessionEvent(SessionEventKind.Ended, session, end.At, by, end.Reason));
    }
}

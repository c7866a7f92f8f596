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

    /// <summary>The person at the open session <paramref name="by"/> ends another sign-in of the account, open or waiting.</summary>
    /// <returns>False when no such sign-in lives, or <paramref name="by"/> is not open.</returns>
    public bool SignOutOther(SessionId by, SessionId id)
    {
        if (!IsOpen(by) || id == by || sessions.Find(s => s.Id == id && s.EndedAt is null) is not { } other)
        {
            return false;
        }

        End(other, other.IsOpen ? SessionEndReason.SignedOutElsewhere : SessionEndReason.SweptUp, by);
        return true;
    }

    /// <summary>
    /// The person at the open session <paramref name="by"/> ends all others, and every sign-in that waits or has its yes:
    /// nobody comes in by what was under way.
    /// </summary>
    /// <returns>How many open sessions were ended.</returns>
    public int SignOutEverywhereElse(SessionId by)
    {
        var others = IsOpen(by) ? sessions.Where(s => s.Id != by && s.EndedAt is null).ToList() : [];
        var open = others.Count(s => s.IsOpen);
        foreach (var other in others)
        {
            SignOutOther(by, other.Id);
        }

        return open;
    }

    private void EndOverdue()
    {
        var due = sessions
            .Select(session => (Session: session, End: policy.EndOf(session, now)))
            .Where(d => d.End is not null)
            .OrderBy(d => d.End!.At)
            .ToList();
        foreach (var (session, end) in due)
        {
            if (session.EndedAt is not null)
            {
                continue; // an earlier end in this loop orphaned it
            }

            var couldApprove = session.IsOpen;
            End(session, end!);
            if (couldApprove)
            {
                EndOrphans(end!.At);
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

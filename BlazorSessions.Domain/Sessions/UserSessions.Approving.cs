using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Sessions;

/// <content>The sign-ins that wait for a yes, and what becomes of them.</content>
public sealed partial class UserSessions
{
    /// <summary>The sign-ins that wait for a yes, oldest first.</summary>
    public IReadOnlyList<SignInApproval> Pending =>
        [.. approvals.Where(a => a.StatusAt(now) == ApprovalStatus.Pending).OrderBy(a => a.Session.AskedAt)];

    /// <summary>The approval of a sign-in that was waiting when this was loaded.</summary>
    public SignInApproval? ApprovalOf(SessionId id) => approvals.Find(a => a.SessionId == id);

    /// <summary>
    /// Where a sign-in of this user stands now, from its row. The row must have been read after these sessions: what is not
    /// among them was over by then, and the row says why.
    /// </summary>
    public ApprovalStatus StatusOf(Session row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return ApprovalOf(row.Id)?.StatusAt(now) ?? SignInApproval.StatusOf(row, now);
    }

    /// <summary>A code was typed at the open session <paramref name="by"/> for a waiting sign-in.</summary>
    /// <param name="by">The session whose person typed it; must be open.</param>
    /// <param name="approval">The waiting sign-in.</param>
    /// <param name="shown">The code that the waiting device shows; null once it is wiped.</param>
    /// <param name="typed">The code that was typed.</param>
    public CodeCheck Approve(SessionId by, SignInApproval approval, ApprovalCode? shown, ApprovalCode typed)
    {
        ArgumentNullException.ThrowIfNull(approval);
        ArgumentNullException.ThrowIfNull(typed);
        if (!IsOpen(by))
        {
            return new CodeCheck.ApproverGone();
        }

        var check = approval.Try(shown, typed, now);
        if (check is CodeCheck.Accepted)
        {
            approval.Session.ApproveUntil(now + approvalPolicy.Lifetime, by);
            Tell(SessionEventKind.ApprovalGranted, approval.Session, by);
        }
        else if (check is CodeCheck.Wrong wrong)
        {
            Tell(SessionEventKind.CodeRejected, approval.Session, by);
            if (wrong.TriesLeft == 0)
            {
                End(approval.Session, SessionEndReason.TooManyCodes, by);
            }
        }

        return check;
    }

    /// <summary>The person at an open session says "This wasn't me": every sign-in that still waits for a yes is over.</summary>
    /// <returns>How many were ended; none when <paramref name="by"/> is not open.</returns>
    public int DenyAll(SessionId by)
    {
        var denied = IsOpen(by) ? Pending : [];
        foreach (var approval in denied)
        {
            End(approval.Session, SessionEndReason.Denied, by);
        }

        return denied.Count;
    }

    /// <summary>The waiting device gives up.</summary>
    public void Cancel(SignInApproval approval)
    {
        ArgumentNullException.ThrowIfNull(approval);
        if (approval.StatusAt(now) is ApprovalStatus.Pending or ApprovalStatus.Approved)
        {
            End(approval.Session, SessionEndReason.Cancelled);
        }
    }

    /// <summary>
    /// The waiting device comes for its session. The room is looked at again, now that it is used: an approved sign-in
    /// held no place, and another may have taken the last one.
    /// </summary>
    public SignInOutcome Collect(SignInApproval approval)
    {
        ArgumentNullException.ThrowIfNull(approval);
        var status = approval.StatusAt(now);
        return status != ApprovalStatus.Approved ? new SignInOutcome.NotApproved(status)
            : policy.Admit(Open.Count) == Admission.Full ? Refuse(approval.Session)
            : OpenUp(approval.Session);
    }

    private SignInOutcome.NeedsApproval AskForApproval(Session session)
    {
        var code = ApprovalCode.Issue();
        var token = OpaqueToken.Issue();
        var approval = new SignInApproval(session, token.Hash(), approvalPolicy.MaxAttempts);
        session.WaitUntil(now + approvalPolicy.Lifetime);
        Keep(session);
        approvals.Add(approval);
        Tell(SessionEventKind.ApprovalRequested, session);
        return new SignInOutcome.NeedsApproval(approval, code, token);
    }
}

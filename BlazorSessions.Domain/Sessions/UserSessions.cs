using System.Diagnostics;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Sessions;

/// <summary>
/// The sessions of one user that are not over, and every command on them. Each way in goes through here.
/// </summary>
/// <remarks>
/// Whoever saves the result must have loaded it under that user's lock; a reader may load it without one.
/// Making it brings it up to <c>now</c>: what time has ended is ended first, so no rule ever counts a dead session.
/// </remarks>
public sealed partial class UserSessions
{
    private readonly UserId user;
    private readonly SessionPolicy policy;
    private readonly ApprovalPolicy approvalPolicy;
    private readonly DateTimeOffset now;
    private readonly List<Session> sessions;
    private readonly List<SignInApproval> approvals;
    private readonly List<KnownDevice> devices;
    private readonly List<SessionEvent> events = [];

    /// <summary>Takes the sessions that nobody has written down as ended, the approvals of those that wait, and the known devices.</summary>
    public UserSessions(
        UserId user,
        IEnumerable<Session> sessions,
        IEnumerable<SignInApproval> approvals,
        IEnumerable<KnownDevice> devices,
        SessionPolicy policy,
        ApprovalPolicy approvalPolicy,
        DateTimeOffset now)
    {
        this.user = user;
        this.sessions = [.. sessions];
        this.approvals = [.. approvals];
        this.devices = [.. devices];
        this.policy = policy;
        this.approvalPolicy = approvalPolicy;
        this.now = now;
        EndOverdue();
    }

    /// <summary>What the commands did, in order.</summary>
    public IReadOnlyList<SessionEvent> Events => events;

    /// <summary>All that it holds: what was given to it and what the commands added.</summary>
    public IReadOnlyList<Session> Sessions => sessions;

    /// <summary>The approvals of those, also of the ones decided meanwhile.</summary>
    public IReadOnlyList<SignInApproval> Approvals => approvals;

    /// <summary>The devices that were let in before, and those that the commands let in.</summary>
    public IReadOnlyList<KnownDevice> Devices => devices;

    /// <summary>The sessions that are open, oldest first.</summary>
    public IReadOnlyList<Session> Open => [.. sessions.Where(s => s.IsOpen).OrderBy(s => s.OpenedAt)];

    /// <summary>The sign-ins that wait for a yes, oldest first.</summary>
    public IReadOnlyList<SignInApproval> Pending =>
        [.. approvals.Where(a => a.StatusAt(now) == ApprovalStatus.Pending).OrderBy(a => a.Session.AskedAt)];

    /// <summary>A session is open, so its person may decide.</summary>
    public bool IsOpen(SessionId id) => sessions.Exists(s => s.Id == id && s.IsOpen);

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

    /// <summary>The account was made on this device: it is its owner's, and no news to anybody.</summary>
    public SignInOutcome.SignedIn SignUp(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return OpenUp(Session.Ask(user, device, isNewDevice: false, now));
    }

    /// <summary>
    /// A right password came from this device. A browser that has an open session replaces it and takes no second place;
    /// anyone else meets the limit, and asks no more often than <see cref="PromptLimit"/> allows.
    /// </summary>
    /// <param name="device">The browser.</param>
    /// <param name="recent">The user's sign-ins that are over, as far back as <see cref="PromptLimit.LooksBack"/>.</param>
    public SignInOutcome SignIn(Device device, IEnumerable<Session> recent)
    {
        ArgumentNullException.ThrowIfNull(device);
        var replaced = sessions.Find(s => s.IsOpen && s.DeviceKey == device.Key);
        var admission = replaced is null ? policy.Admit(Open.Count) : Admission.Free;
        if (admission != Admission.Free
            && approvalPolicy.Prompts.NextAt(device.Key, IsKnown(device), [.. recent, .. sessions], now) is { } next)
        {
            return new SignInOutcome.AskedTooOften(next);
        }

        foreach (var earlier in sessions.Where(s => s.WaitsUntil is not null && s.DeviceKey == device.Key).ToList())
        {
            End(earlier, SessionEndReason.Cancelled);
        }

        var session = Ask(device);
        if (replaced is not null)
        {
            End(replaced, SessionEndReason.Replaced);
        }

        return admission switch
        {
            Admission.Free => OpenUp(session),
            Admission.NeedsApproval => AskForApproval(session),
            Admission.Full => Refuse(session),
            _ => throw new UnreachableException(),
        };
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

    private SignInOutcome.SignedIn OpenUp(Session session)
    {
        var token = OpaqueToken.Issue();
        session.Open(token.Hash(), FreeSlot(), now);
        Keep(session);
        Remember(session);
        Tell(SessionEventKind.Opened, session);
        return new SignInOutcome.SignedIn(session, token);
    }

    private bool IsKnown(Device device) => devices.Exists(d => d.Key == device.Key);

    private Session Ask(Device device) => Session.Ask(user, device, isNewDevice: !IsKnown(device), now);

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

    private SignInOutcome.Full Refuse(Session session)
    {
        Keep(session);
        End(session, SessionEndReason.Refused);
        return new SignInOutcome.Full(policy.MaxConcurrent);
    }

    private int FreeSlot() => Enumerable.Range(1, sessions.Count + 1).First(slot => !sessions.Exists(s => s.Slot == slot));

    private void Keep(Session session)
    {
        if (!sessions.Contains(session))
        {
            sessions.Add(session);
        }
    }

    private void Tell(SessionEventKind kind, Session session, SessionId? by = null) =>
        events.Add(new SessionEvent(kind, session, now, by));
}

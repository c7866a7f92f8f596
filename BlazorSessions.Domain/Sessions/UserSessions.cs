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

    /// <summary>A session is open, so its person may decide.</summary>
    public bool IsOpen(SessionId id) => sessions.Exists(s => s.Id == id && s.IsOpen);

    /// <summary>The account was made on this device: it is its owner's, and no news to anybody.</summary>
    public SignInOutcome.SignedIn SignUp(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return OpenUp(Session.Ask(user, device, isNewDevice: false, now));
    }

    /// <summary>A sign-in from this device would walk in, so that what came before it does not matter.</summary>
    public bool WalksIn(Device device) => AdmissionOf(device) == Admission.Free;

    /// <summary>
    /// A right password came from this device. A browser that has an open session replaces it and takes no second place;
    /// anyone else meets the limit, and asks no more often than <see cref="PromptLimit"/> allows.
    /// </summary>
    /// <param name="device">The browser.</param>
    /// <param name="recent">
    /// The user's sign-ins that are over, as far back as <see cref="PromptLimit.LooksBack"/>; none are needed for one that <see cref="WalksIn"/>.
    /// </param>
    public SignInOutcome SignIn(Device device, IEnumerable<Session> recent)
    {
        ArgumentNullException.ThrowIfNull(device);
        var replaced = ReplacedBy(device);
        var admission = AdmissionOf(device);
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

    private Session? ReplacedBy(Device device) => sessions.Find(s => s.IsOpen && s.DeviceKey == device.Key);

    private Admission AdmissionOf(Device device) => ReplacedBy(device) is null ? policy.Admit(Open.Count) : Admission.Free;

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

using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Support;

/// <summary>One user's sessions in memory, as the database would hold them, for tests of the rules alone.</summary>
public sealed class Household
{
    public static readonly DateTimeOffset Morning = new(2026, 1, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly List<Session> sessions = [];
    private readonly List<SignInApproval> approvals = [];
    private readonly List<KnownDevice> devices = [];
    private readonly Dictionary<SessionId, ApprovalCode> codes = [];

    public UserId User { get; } = UserId.New(Morning);

    public SessionPolicy Policy { get; init; } = new(2, TimeSpan.FromMinutes(60), TimeSpan.FromHours(12), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));

    public ApprovalPolicy ApprovalPolicy { get; init; } = new(TimeSpan.FromMinutes(2), 3, PromptLimit.None);

    public DateTimeOffset Now { get; set; } = Morning;

    public IReadOnlyList<SessionEvent> LastEvents { get; private set; } = [];

    public static Device Browser() => new(OpaqueToken.Issue().Hash(), "curl/8", "192.0.2.1");

    public int OpenCount => Load().Open.Count;

    public Session SignUp(Device device) => Run(s => s.SignUp(device)).Session;

    public Session SignIn(Device? device = null) => ((SignInOutcome.SignedIn)Try(device)).Session;

    public SignInApproval Ask(Device? device = null)
    {
        var asked = (SignInOutcome.NeedsApproval)Try(device);
        codes[asked.Approval.SessionId] = asked.Code;
        return asked.Approval;
    }

    public SignInOutcome Try(Device? device = null)
    {
        var recent = sessions.Where(s => s.EndedAt is not null).ToList();
        return Run(s => s.SignIn(device ?? Browser(), recent));
    }

    public CodeCheck Approve(SessionId by, SignInApproval approval, ApprovalCode? typed = null) =>
        Run(s => s.Approve(by, approval, codes[approval.SessionId], typed ?? codes[approval.SessionId]));

    public SignInOutcome Collect(SignInApproval approval) => Run(s => s.Collect(approval));

    public int DenyAll(SessionId by) => Run(s => s.DenyAll(by));

    public bool SignOut(SessionId id) => Run(s => s.SignOut(id));

    public EndOutcome SignOutOther(SessionId by, SessionId id) => Run(s => s.SignOutOther(by, id));

    public EndOutcome SignOutEverywhereElse(SessionId by) => Run(s => s.SignOutEverywhereElse(by));

    public OpaqueToken? Prove(SessionId by) => Run(s => s.Prove(by));

    public OpaqueToken? ChangePassword(SessionId by) => Run(s => s.ChangePassword(by));

    public Session Recover(Device? device = null) => Run(s => s.Recover(device ?? Browser())).Session;

    public void ResetPassword(Device? device = null) => Run(s => { s.ResetPassword(device ?? Browser()); return true; });

    public void NoteResetOffered() => Run(s => { s.NoteResetOffered(); return true; });

    public ForgetOutcome Forget(SessionId by, TokenHash device) => Run(s => s.Forget(by, device));

    public bool MayBeUndone(SessionId by) => Load().MayBeUndone(by);

    public IReadOnlyList<KnownDevice> Devices => devices;

    public void Cancel(SignInApproval approval) => Run(s => { s.Cancel(approval); return true; });

    public ApprovalStatus StatusOf(SignInApproval approval) => Load().StatusOf(approval.Session);

    /// <summary>A code that is not the one of this approval.</summary>
    public ApprovalCode WrongCodeFor(SignInApproval approval) =>
        SignInShortcuts.WrongCodeFor(codes[approval.SessionId]);

    private T Run<T>(Func<UserSessions, T> command)
    {
        var loaded = Load();
        var result = command(loaded);
        LastEvents = loaded.Events;
        sessions.AddRange(loaded.Sessions.Except(sessions));
        approvals.AddRange(loaded.Approvals.Except(approvals));
        devices.Clear();
        devices.AddRange(loaded.Devices);
        return result;
    }

    private UserSessions Load() => new(
        User,
        sessions.Where(s => s.EndedAt is null),
        approvals.Where(a => a.Session.EndedAt is null && a.Session.OpenedAt is null),
        devices,
        Policy,
        ApprovalPolicy,
        Now);
}

using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.Recovery;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Features.SignUp;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Stores;

/// <summary>One user twice, in the store and in the model. Each command is done to both, and both say what came of it.</summary>
internal sealed class ModelledUser
{
    private readonly string email;
    private readonly CurrentSession first;
    private readonly Device[] devices;
    private readonly IReadOnlyList<RecoveryCode> codes;
    private int recoveries;
    private readonly Dictionary<ModelOfSessions.Entry, Row> rows = [];

    private ModelledUser(string email, SignedUp made, Device[] devices, DateTimeOffset now)
    {
        this.email = email;
        first = ((SignInOutcome.SignedIn)made.Outcome).Session.AsCurrent();
        codes = made.Codes;
        this.devices = devices;
        Model.MoveTo(now);
        Model.SignIn(device: 0);
        rows[Model.Log[0]] = new(first.Session);
    }

    public ModelOfSessions Model { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ModelledUser> SignUpAsync(TestApp app, string email)
    {
        Device[] devices = [.. Enumerable.Range(0, Command.Devices).Select(_ => SignInShortcuts.Device())];
        return new(email, await app.EnrolAsync(email, devices[0]), devices, app.Clock.GetUtcNow());
    }

    public async Task<Answers> SignInAsync(TestApp app, int device)
    {
        var outcome = await app.SignInAsync(email, devices[device]);
        var model = Model.SignIn(device);
        rows[Model.Log[^1]] = outcome switch
        {
            SignInOutcome.SignedIn signedIn => new(signedIn.Session.Id),
            SignInOutcome.NeedsApproval asked => new(asked.Approval.SessionId, asked.WaitingToken, asked.Code),
            _ => new((await LogAsync(app)).Single(s => rows.Values.All(r => r.Id != s.Id)).Id),
        };
        return new(model, StoreWords.Of(outcome));
    }

    public async Task<Answers> ApproveAsync(TestApp app, int by, ModelledUser whose, int asked, Command.TypedCode kind)
    {
        var (typedAt, request) = (Opened(by), whose.Waiting(asked));
        var shown = whose.rows[request].Code ?? ApprovalCode.Issue();
        var other = whose.rows.Values.LastOrDefault(r => r.Code is { } code && code != shown)?.Code;
        var typed = kind == Command.TypedCode.Right ? shown
            : kind == Command.TypedCode.OfAnother && other is not null ? other
            : SignInShortcuts.WrongCodeFor(shown);
        var check = await app.Get<ApprovalService>().ApproveAsync(Current(typedAt), whose.rows[request].Id, typed, Ct);
        return new(Model.Approve(typedAt, whose == this ? request : null, typed.Matches(shown)), StoreWords.Of(check));
    }

    public async Task<Answers> CollectAsync(TestApp app, int asked)
    {
        var request = Waiting(asked);
        var outcome = await app.Get<WaitingService>().CollectAsync(WaitingToken(request), Ct);
        return new(Model.Collect(request), StoreWords.Of(outcome));
    }

    public async Task<Answers> DenyAllAsync(TestApp app, int by)
    {
        var saidAt = Opened(by);
        await app.Get<ApprovalService>().DenyAllAsync(Current(saidAt));
        Model.DenyAll(saidAt);
        return Answers.None;
    }

    public async Task<Answers> CancelAsync(TestApp app, int asked)
    {
        var request = Waiting(asked);
        await app.Get<WaitingService>().CancelAsync(WaitingToken(request));
        Model.Cancel(request);
        return Answers.None;
    }

    public async Task<Answers> SignOutAsync(TestApp app, int session)
    {
        var entry = Opened(session);
        await app.SignOutAsync(Current(entry));
        Model.SignOut(entry);
        return Answers.None;
    }

    public async Task<Answers> SignOutOtherAsync(TestApp app, int by, ModelledUser whose, int other)
    {
        var (saidAt, ended) = (Opened(by), Choose(other, whose.Model.Log, e => e.Lives));
        var outcome = await app.Get<SignOutService>().SignOutAsync(Current(saidAt), whose.rows[ended].Id);
        return new(
            Model.SignOutOther(saidAt, whose == this ? ended : null),
            outcome is EndOutcome.ProofTooOld ? StoreWords.Of(outcome) : $"is over: {outcome is EndOutcome.Ended}");
    }

    public async Task<Answers> SignOutEverywhereElseAsync(TestApp app, int by)
    {
        var saidAt = Opened(by);
        var outcome = await app.Get<SignOutService>().SignOutEverywhereElseAsync(Current(saidAt));
        return new(Model.SignOutEverywhereElse(saidAt), StoreWords.Of(outcome));
    }

    public async Task<Answers> ConfirmAsync(TestApp app, int by)
    {
        var saidAt = Opened(by);
        var outcome = await app.Get<ConfirmService>().ConfirmAsync(Current(saidAt), SignInShortcuts.Password, Ct);
        return new(Model.Confirm(saidAt), outcome is Confirmation.Done { Token: not null } ? "proved" : "nothing");
    }

    /// <summary>The new password has the same letters, and is another one all the same: it has another hash.</summary>
    public async Task<Answers> ChangePasswordAsync(TestApp app, int by)
    {
        var saidAt = Opened(by);
        var outcome = await app.Get<AccountService>().ChangePasswordAsync(Current(saidAt), SignInShortcuts.Password, SignInShortcuts.Password, Ct);
        return new(Model.ChangePassword(saidAt), outcome is Confirmation.Done { Token: not null } ? "proved" : "nothing");
    }

    /// <summary>By one of the ten codes after the other, and then by used ones.</summary>
    public async Task<Answers> RecoverAsync(TestApp app, int device)
    {
        var isGood = recoveries < codes.Count;
        var form = new RecoveryForm
        {
            Email = email,
            Code = codes[recoveries++ % codes.Count].Reveal(),
            NewPassword = SignInShortcuts.Password,
            ConfirmNewPassword = SignInShortcuts.Password,
        };
        var result = await app.Get<RecoveryService>().RecoverAsync(form, devices[device], Ct);
        var model = Model.Recover(device, isGood);
        if (result is RecoveryResult.SignedIn signedIn)
        {
            rows[Model.Log[^1]] = new(signedIn.Outcome.Session.Id);
        }

        return new(model, result is RecoveryResult.SignedIn ? "open" : "nothing");
    }

    public async Task<Answers> UseAsync(TestApp app, int session)
    {
        var entry = Opened(session);
        var isOpen = await app.Get<SessionRegistry>().UseAsync(Current(entry), Ct);
        return new($"is open: {Model.Use(entry)}", $"is open: {isOpen}");
    }

    /// <summary>The whole log, a line for each sign-in, oldest first, and how many are open.</summary>
    public async Task<Answers> ReadAsync(TestApp app)
    {
        var (policy, now) = (app.Get<SessionPolicy>(), app.Clock.GetUtcNow());
        Model.MoveTo(now);
        var sessions = await app.Get<SessionRegistry>().ReadAsync(first.User, Ct);
        var log = (await LogAsync(app)).ToDictionary(s => s.Id);
        Assert.Equal(rows.Count, log.Count);

        // While no session is open nobody can look at the log; the next sign-in writes down whom time has orphaned.
        var living = sessions.Open.Count > 0 ? [] : sessions.Sessions.ToDictionary(s => s.Id);
        var store = Model.Log.Select(e => rows[e].Id).Select(id => StoreWords.Of(living.GetValueOrDefault(id, log[id]), policy, now));
        return new(
            string.Join('\n', [.. Model.Log, $"{Model.Open.Count} open"]),
            string.Join('\n', [.. store, $"{sessions.Open.Count} open"]));
    }

    // Only what was open once has pages.
    private ModelOfSessions.Entry Opened(int number) => Choose(number, [.. Model.Log.Where(e => e.OpenedAt is not null)], e => e.IsOpen);

    private ModelOfSessions.Entry Waiting(int number) => Choose(number, Model.Log, e => e.IsWaiting);

    // Seven times of eight one of those that the command is made for, else any.
    private static ModelOfSessions.Entry Choose(
        int number, IReadOnlyList<ModelOfSessions.Entry> all, Func<ModelOfSessions.Entry, bool> fits)
    {
        var fitting = all.Where(fits).ToList();
        var from = fitting.Count > 0 && number < Command.Choices * 7 / 8 ? fitting : all;
        return from[number % from.Count];
    }

    private async Task<IReadOnlyList<Session>> LogAsync(TestApp app) =>
        (await app.Get<SessionLogQuery>().PageAsync(first.User, null, CommandLists.Longest + 1, LogFilter.All, Ct)).Sessions;

    private CurrentSession Current(ModelOfSessions.Entry entry) => first with { Session = rows[entry].Id };

    // One that never waited has no such cookie; its browser may hold anything.
    private OpaqueToken WaitingToken(ModelOfSessions.Entry entry) => rows[entry].WaitingToken ?? OpaqueToken.Issue();

    private sealed record Row(SessionId Id, OpaqueToken? WaitingToken = null, ApprovalCode? Code = null);
}

/// <summary>What the model says and what the store says.</summary>
internal sealed record Answers(string Model, string Store)
{
    public static readonly Answers None = new("", "");
}

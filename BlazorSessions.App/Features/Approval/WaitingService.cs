using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Approval;

/// <summary>The waiting device's side: what to show, how it stands, and the two things that it can do.</summary>
public sealed class WaitingService(
    SessionRegistry registry,
    ApprovalCodeProtector codes,
    SessionPolicy policy,
    TimeProvider clock)
{
    /// <summary>What the waiting page shows.</summary>
    public async Task<WaitingSignIn> ReadAsync(OpaqueToken token, CancellationToken ct)
    {
        if (await registry.FindWaitingAsync(token, ct) is not { } found)
        {
            return new WaitingSignIn.Unknown();
        }

        // The user's other sessions have a say: with the last that could approve, the waiting ends.
        var sessions = await registry.ReadAsync(found.User, ct);
        return sessions.ApprovalOf(found.SignIn) is { } approval && IsWaiting(sessions.StatusOf(approval.Session))
            ? Show(approval, sessions)
            : await StatusAsync(found.User, found.SignIn, ct) switch
            {
                ApprovalStatus.Collected => new WaitingSignIn.Unknown(),
                ApprovalStatus.Full => new WaitingSignIn.Full(await registry.LimitOfAsync(found.User, ct)),
                var status => new WaitingSignIn.Over(status),
            };
    }

    /// <summary>Where a waiting sign-in stands.</summary>
    public async Task<ApprovalStatus> StatusAsync(UserId user, SessionId id, CancellationToken ct)
    {
        var sessions = await registry.ReadAsync(user, ct);
        return await registry.ReadAsync(user, id, ct) is { } row ? sessions.StatusOf(row) : ApprovalStatus.Cancelled;
    }

    /// <summary>Whether it was this browser that asked for what waits under this cookie: carried elsewhere, a cookie collects nothing.</summary>
    public async Task<bool> IsOfAsync(OpaqueToken token, OpaqueToken? browser, CancellationToken ct) =>
        await registry.FindWaitingAsync(token, ct) is not { } found
        || (await registry.ReadAsync(found.User, found.SignIn, ct))?.DeviceKey == browser?.Hash();

    /// <summary>Fetches an approved session.</summary>
    /// <returns>Null when nothing waits under this cookie.</returns>
    public async Task<SignInOutcome?> CollectAsync(OpaqueToken token, CancellationToken ct) =>
        await DecideAsync(token, (sessions, approval) => sessions.Collect(approval), ct);

    /// <summary>Gives up. Once begun it is carried through: the page may leave meanwhile.</summary>
    public Task CancelAsync(OpaqueToken token) =>
        DecideAsync<object>(token, (sessions, approval) => { sessions.Cancel(approval); return null; }, CancellationToken.None);

    private static bool IsWaiting(ApprovalStatus status) => status is ApprovalStatus.Pending or ApprovalStatus.Approved;

    private WaitingSignIn.Open Show(SignInApproval approval, UserSessions sessions)
    {
        var now = clock.GetUtcNow();
        var last = sessions.Open.MaxBy(s => policy.DueEndOf(s, now)?.At); // none, when whoever approved it has left since
        return new(
            approval.SessionId,
            codes.Open(approval),
            approval.Session.AskedAt,
            approval.Session.WaitsUntil!.Value,
            last?.DeviceName,
            last is null ? null : policy.DueEndOf(last, now)?.At);
    }

    private async Task<T?> DecideAsync<T>(OpaqueToken token, Func<UserSessions, SignInApproval, T?> decide, CancellationToken ct)
        where T : class
    {
        if (await registry.FindWaitingAsync(token, ct) is not { } found)
        {
            return null;
        }

        // Asked for again under the lock: of many that come at once with one cookie, the first takes it away.
        await using var locked = await registry.LockAsync(found.User, ct);
        if (locked?.Sessions.ApprovalOf(found.SignIn) is not { } approval)
        {
            return null;
        }

        var result = decide(locked.Sessions, approval);
        await locked.CommitAsync(ct);
        return result;
    }
}

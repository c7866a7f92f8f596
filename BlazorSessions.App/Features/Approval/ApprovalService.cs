using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Approval;

/// <summary>The approving device's side: what waits, the typed code, and "This wasn't me".</summary>
public sealed class ApprovalService(
    IDbContextFactory<AppDbContext> contexts, SessionRegistry registry, ApprovalCodeProtector codes, SecurityLog log)
{
    private const int SignInsLookedAt = 1000;

    /// <summary>What an open page may ask its person, and what became of what it asked before.</summary>
    /// <param name="current">The open page's session.</param>
    /// <param name="about">A sign-in that the page asked about before, to hear what became of it.</param>
    /// <param name="ct">The page has left.</param>
    public async Task<SignInRequests> ReadAsync(CurrentSession current, SessionId? about, CancellationToken ct)
    {
        var sessions = await registry.ReadAsync(current.User, ct);
        if (!sessions.IsOpen(current.Session))
        {
            return new SignInRequests.SessionEnded();
        }

        var asked = about is { } id && await registry.ReadAsync(current.User, id, ct) is { } session
            ? new AskedSignIn(session.DeviceName, sessions.StatusOf(session))
            : null;
        var pending = sessions.Pending.ToList();
        var used = pending.Count == 0 ? [] : await UsedNetworksAsync(current.User, ct);
        return new SignInRequests.Waiting([.. pending.Select(a => ToRequest(a, !used.Contains(Network.Of(a.Session.IpAddress))))], asked);
    }

    /// <summary>Checks a typed code, counting a wrong one under the user's lock.</summary>
    public async Task<CodeCheck> ApproveAsync(CurrentSession current, SessionId request, ApprovalCode typed, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(current.User, ct);
        if (locked is null)
        {
            return new CodeCheck.ApproverGone();
        }

        var check = locked.Sessions.ApprovalOf(request) is { } approval
            ? locked.Sessions.Approve(current.Session, approval, codes.Open(approval), typed)
            : new CodeCheck.Closed(ApprovalStatus.Collected);
        await locked.CommitAsync(ct);
        WriteIfLate(check, request, current, locked.Sessions);
        return check;
    }

    /// <summary>Ends every sign-in that waits for a yes. Once begun it is carried through: the page may leave meanwhile.</summary>
    public async Task DenyAllAsync(CurrentSession current)
    {
        await using var locked = await registry.LockAsync(current.User, CancellationToken.None);
        if (locked is not null)
        {
            locked.Sessions.DenyAll(current.Session);
            await locked.CommitAsync(CancellationToken.None);
        }
    }

    // What the code was typed for may also be somebody else's, or nothing at all: here it is the same.
    private void WriteIfLate(CodeCheck check, SessionId request, CurrentSession current, UserSessions sessions)
    {
        var why = check switch
        {
            CodeCheck.ApproverGone => "session-over",
            CodeCheck.Closed when sessions.ApprovalOf(request) is null => "nothing-waits",
            CodeCheck.Closed closed => OutcomeText.Of(closed.Status),
            _ => null,
        };
        if (why is not null)
        {
            var at = sessions.Sessions.FirstOrDefault(s => s.Id == current.Session);
            log.Warn("CodeRefused", $"{why} {request}", new(current.User, current.Session, at?.IpAddress, at?.DeviceName));
        }
    }

    // From which a session of the account was opened, among its newest sign-ins: a flood of them is not to make it slow.
    private async Task<HashSet<string>> UsedNetworksAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var newest = db.Sessions.Where(s => s.UserId == user).OrderByDescending(s => s.AskedAt).ThenByDescending(s => s.Id);
        var addresses = await newest.Take(SignInsLookedAt)
            .Where(s => s.OpenedAt != null).Select(s => s.IpAddress).ToListAsync(ct);
        return [.. addresses.Select(Network.Of)];
    }

    private static SignInRequest ToRequest(SignInApproval approval, bool isNewAddress) => new(
        approval.SessionId,
        approval.Session.DeviceName,
        approval.Session.DeviceKind,
        approval.Session.IsNewDevice,
        approval.Session.IpAddress,
        isNewAddress,
        approval.Session.AskedAt,
        approval.Session.WaitsUntil!.Value,
        approval.TriesLeft,
        approval.HadWrongCode);
}

using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Approval;

/// <summary>The approving device's side: what waits, the typed code, and "This wasn't me".</summary>
public sealed class ApprovalService(SessionRegistry registry, ApprovalCodeProtector codes)
{
    public async Task<SignInRequests> PendingAsync(CurrentSession current, CancellationToken ct)
    {
        var sessions = await registry.ReadAsync(current.User, ct);
        return sessions.IsOpen(current.Session)
            ? new SignInRequests.Waiting([.. sessions.Pending.Select(ToRequest)])
            : new SignInRequests.SessionEnded();
    }

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
        return check;
    }

    /// <summary>Ends every sign-in that waits for a yes.</summary>
    public async Task DenyAllAsync(CurrentSession current, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(current.User, ct);
        if (locked is not null)
        {
            locked.Sessions.DenyAll(current.Session);
            await locked.CommitAsync(ct);
        }
    }

    private static SignInRequest ToRequest(SignInApproval approval) => new(
        approval.SessionId,
        approval.Session.DeviceName,
        approval.Session.IpAddress,
        approval.Session.AskedAt,
        approval.Session.WaitsUntil!.Value,
        approval.TriesLeft,
        approval.HadWrongCode);
}

using BlazorSessions.App.Telemetry;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>What the domain decided and was committed, as numbers.</summary>
internal static class CommittedCounts
{
    /// <summary>A sign-in that asked is decided once: by its yes, whether or not it is collected then, or by its end before that.</summary>
    public static void Count(this SessionMeter meter, SessionEvent happened)
    {
        var session = happened.Session;
        var sinceAsked = happened.At - session.AskedAt;
        switch (happened)
        {
            case { Kind: SessionEventKind.Opened }:
                meter.Opened(isApproved: session.ApprovedBy is not null);
                break;
            case { Kind: SessionEventKind.CodeRejected }:
                meter.CodeRejected();
                break;
            case { Kind: SessionEventKind.ApprovalGranted }:
                meter.Granted(sinceAsked);
                break;
            case { Kind: SessionEventKind.Ended, Reason: { } reason } when session.OpenedAt is not null:
                meter.Ended(reason);
                break;
            case { Kind: SessionEventKind.Ended, Reason: { } reason and not SessionEndReason.Refused } when session.ApprovedBy is null:
                meter.NotGranted(reason, sinceAsked);
                break;
        }
    }
}

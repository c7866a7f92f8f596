using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Stores;

/// <summary>What the product answers, in the words of the model.</summary>
internal static class StoreWords
{
    public static string Of(SignInOutcome? outcome) => outcome switch
    {
        SignInOutcome.SignedIn => "open",
        SignInOutcome.NeedsApproval => "waits",
        SignInOutcome.NotApproved { Status: ApprovalStatus.Pending } => "not yet",
        SignInOutcome.Full { Limit: ModelOfSessions.Limit } => "full",
        SignInOutcome.NotApproved or null => "nothing",
        _ => $"{outcome}",
    };

    public static string Of(CodeCheck check) => check switch
    {
        CodeCheck.Accepted => "approved",
        CodeCheck.Wrong wrong => $"{wrong.TriesLeft} tries left",
        _ => "nothing",
    };

    public static string Of(EndOutcome outcome) => outcome switch
    {
        EndOutcome.Ended ended => $"{ended.Open} ended",
        EndOutcome.ProofTooOld => "proof too old",
        _ => "nothing",
    };

    /// <summary>A row of the log.</summary>
    public static string Of(Session row, SessionPolicy policy, DateTimeOffset now)
    {
        var status = policy.StatusOf(row, now);
        return (row.IsNewDevice ? "new device: " : "") + (
            policy.EndOf(row, now) is { } end ? $"{status}: {end.Reason} at {end.At:dd HH:mm:ss}"
            : status == SessionStatus.Waiting ? $"{status} until {row.WaitsUntil:dd HH:mm:ss}"
            : $"{status}");
    }
}

using BlazorSessions.Domain.Approvals;

namespace BlazorSessions.App.Features.Approval;

/// <summary>What the approving device is told.</summary>
internal static class RequestText
{
    public const string UnreadableCode = "Enter the six digits that your other device shows.";

    /// <summary>What became of a sign-in; null while it is still asked about.</summary>
    public static string? Of(AskedSignIn asked) => asked.Status switch
    {
        ApprovalStatus.Pending => null,
        ApprovalStatus.Approved => $"{asked.DeviceName} was approved and is coming in.",
        ApprovalStatus.Collected => $"{asked.DeviceName} was let in.",
        ApprovalStatus.Denied => $"{asked.DeviceName} was not let in: the sign-in was denied.",
        ApprovalStatus.Exhausted => $"{asked.DeviceName} was not let in: too many wrong codes.",
        ApprovalStatus.Expired => $"{asked.DeviceName} was not let in: its code has expired.",
        ApprovalStatus.Full => $"{asked.DeviceName} was not let in: the limit was reached.",
        _ => $"{asked.DeviceName} was not let in: its sign-in was cancelled.",
    };
}

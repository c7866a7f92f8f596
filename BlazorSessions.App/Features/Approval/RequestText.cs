using BlazorSessions.App.Layout;
using BlazorSessions.Domain.Approvals;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features.Approval;

/// <summary>What the approving device is told.</summary>
internal static class RequestText
{
    /// <summary>That a code was wrong, and how many more may be.</summary>
    public static string WrongCode(IStringLocalizer<Words> words, int triesLeft) =>
        $"{words["Request.WrongCode"]} {words[triesLeft == 1 ? "Request.TriesLeft.One" : "Request.TriesLeft.Many", triesLeft]}";

    /// <summary>What became of a sign-in; null while it is still asked about.</summary>
    public static string? Of(IStringLocalizer<Words> words, AskedSignIn asked) => asked.Status switch
    {
        ApprovalStatus.Pending => null,
        ApprovalStatus.Approved or ApprovalStatus.Collected or ApprovalStatus.Denied or ApprovalStatus.Exhausted or ApprovalStatus.Expired
            or ApprovalStatus.Full => words[$"Outcome.{asked.Status}", DeviceText.Of(words, asked.DeviceName)].Value,
        _ => words["Outcome.Cancelled", DeviceText.Of(words, asked.DeviceName)],
    };
}

using BlazorSessions.App.Layout;
using BlazorSessions.Domain.Sessions;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features.Notices;

/// <summary>The words of a notice.</summary>
internal static class NoticeText
{
    public static string Of(IStringLocalizer<Words> words, Notice notice)
    {
        string what = notice is { Kind: NoticeKind.NewDevice, IsThisDevice: true } ? words["Notice.ThisDeviceIsNew"] : words[$"Notice.{notice.Kind}"];
        if (notice.Kind == NoticeKind.ResetOffered) // the operator has no device that its owner would know
        {
            return notice.Times > 1 ? words["Notices.ManyNowhere", what, notice.Times] : words["Notices.OneNowhere", what];
        }

        var device = DeviceText.Of(words, notice.DeviceName);
        return notice.Times > 1
            ? words["Notices.Many", what, notice.Times, device, notice.IpAddress]
            : words["Notices.One", what, device, notice.IpAddress];
    }

    /// <summary>What to do when it was somebody else, by its key among the words; null where that is plain.</summary>
    public static string? Advice(Notice notice) => notice.Kind switch
    {
        _ when notice.IsThisDevice => null,
        NoticeKind.FailedRepeatedly => "Notices.FailedRepeatedly",
        NoticeKind.ResetOffered => "Notices.ResetOffered",
        NoticeKind.NewDevice or NoticeKind.SignInRefused or NoticeKind.SignInDenied or NoticeKind.WrongCode => "Notices.ChangePassword",
        NoticeKind.PasswordChanged or NoticeKind.CodesReplaced or NoticeKind.DeletionRequested or NoticeKind.RecoveryCodeUsed
            or NoticeKind.DeviceForgotten or NoticeKind.PasswordReset => "Notices.UseRecoveryCode",
        _ => null,
    };
}

using System.Diagnostics;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Notices;

/// <summary>The words of a notice.</summary>
internal static class NoticeText
{
    public static string Of(Notice notice) => $"{What(notice)}{(notice.Times > 1 ? $", {notice.Times} times" : "")}: {notice.DeviceName}, {notice.IpAddress}.";

    /// <summary>What to do when it was somebody else; null where that is plain.</summary>
    public static string? Advice(Notice notice) => notice.Kind switch
    {
        _ when notice.IsThisDevice => null,
        NoticeKind.NewDevice or NoticeKind.SignInRefused or NoticeKind.SignInDenied or NoticeKind.WrongCode =>
            "Whoever it was knows your password. If it was not you, change it.",
        NoticeKind.PasswordChanged or NoticeKind.CodesReplaced or NoticeKind.DeletionRequested or NoticeKind.RecoveryCodeUsed
            or NoticeKind.DeviceForgotten =>
            "If it was not you, sign out and use one of your recovery codes; it puts everybody else out.",
        _ => null,
    };

    private static string What(Notice notice) => notice.Kind switch
    {
        NoticeKind.NewDevice when notice.IsThisDevice => "You signed in from a device not seen before, this one",
        NoticeKind.NewDevice => "A device not seen before signed in",
        NoticeKind.SignInRefused => "A sign-in was refused, since no more sessions are allowed",
        NoticeKind.SignInDenied => "A sign-in was denied",
        NoticeKind.WrongCode => "A wrong code was typed for a sign-in",
        NoticeKind.PasswordChanged => "The password was changed",
        NoticeKind.RecoveryCodeUsed => "A recovery code was used",
        NoticeKind.CodesReplaced => "The recovery codes were replaced",
        NoticeKind.DeletionRequested => "The deletion of the account was asked for",
        NoticeKind.DeletionCancelled => "The deletion of the account was called off",
        NoticeKind.DeviceForgotten => "A known device was forgotten",
        _ => throw new UnreachableException(),
    };
}

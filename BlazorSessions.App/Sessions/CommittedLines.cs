using BlazorSessions.App.Security;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Sessions;

/// <summary>What the domain decided and was committed, as lines of the security log.</summary>
internal static class CommittedLines
{
    public static void Write(this SecurityLog log, SessionEvent happened)
    {
        var (name, outcome) = Read(happened);
        var session = happened.Session;
        var approvedBy = happened.Kind == SessionEventKind.Opened ? session.ApprovedBy : null;
        var subject = new Subject(session.UserId, session.Id, session.IpAddress, session.DeviceName, happened.By ?? approvedBy);
        if (IsRefusal(happened))
        {
            log.Warn(name, outcome, subject);
        }
        else
        {
            log.Note(name, outcome, subject);
        }
    }

    private static (string Name, string Outcome) Read(SessionEvent happened) => (happened.Kind, happened.Reason) switch
    {
        (SessionEventKind.Opened, _) => ("SignInOpened", DeviceOf(happened.Session)),
        (SessionEventKind.ApprovalRequested, _) => ("ApprovalRequested", DeviceOf(happened.Session)),
        (SessionEventKind.CodeRejected, _) => ("CodeRejected", "wrong-code"),
        (SessionEventKind.Ended, SessionEndReason.Refused) => ("SignInRefused", "limit"),
        (SessionEventKind.Ended, SessionEndReason.Denied) => ("SignInDenied", "not-theirs"),
        (SessionEventKind.Ended, { } reason) => (happened.Session.OpenedAt is null ? "SignInEnded" : "SessionEnded", OutcomeText.Of(reason)),
        _ => ($"{happened.Kind}", "done"),
    };

    private static string DeviceOf(Session session) => session.IsNewDevice ? "new-device" : "known-device";

    private static bool IsRefusal(SessionEvent happened) =>
        happened.Kind is SessionEventKind.CodeRejected or SessionEventKind.FailedRepeatedly
        || happened.Reason is SessionEndReason.Refused or SessionEndReason.Denied or SessionEndReason.TooManyCodes;
}

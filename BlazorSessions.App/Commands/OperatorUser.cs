using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Commands;

/// <summary>An account as the operator is told of it in a list: also how many sessions it may have open, and whether that number is its own.</summary>
internal sealed record OperatorUser(
    Guid Id, string Email, string Name, DateTimeOffset CreatedAt, DateTimeOffset? DeletesAt, int OpenSessions, int Limit, bool HasOwnLimit)
{
    private static readonly string[] Headings = ["email", "name", "created", "open", "limit", "deleted"];

    public static OperatorUser Of(User user, int open, int limit) => new(
        user.Id.Value, user.Email.Value, user.FullName, user.CreatedAt, user.DeletesAt, open, limit, user.SessionLimit is not null);

    public static IReadOnlyList<string> Lines(IEnumerable<OperatorUser> users) => Output.Table(Headings, users.Select(u => (IReadOnlyList<string>)
        [u.Email, u.Name, Output.Time(u.CreatedAt), $"{u.OpenSessions}", u.HasOwnLimit ? $"{u.Limit} (own)" : $"{u.Limit}", Output.Time(u.DeletesAt)]));
}

/// <summary>
/// An account as the operator is told of it alone. Wrong tries are passwords and recovery codes in a row, of all who try, and a
/// stranger's next one is looked at from <c>NextTryAt</c> on; null when that is now.
/// </summary>
internal sealed record OperatorUserDetails(
    OperatorUser User,
    int KnownDevices,
    int CodesLeft,
    int WrongTries,
    DateTimeOffset? NextTryAt,
    DateTimeOffset? ResetUntil,
    long LogEntries,
    IReadOnlyList<OperatorSession> Sessions)
{
    public IReadOnlyList<string> Lines() =>
    [
        .. Output.Table(["user", User.Email],
        [
            ["id", $"{User.Id}"],
            ["name", User.Name],
            ["created", Output.Time(User.CreatedAt)],
            ["sessions", $"{User.OpenSessions} open of {User.Limit}{(User.HasOwnLimit ? " (a number of its own)" : "")}"],
            ["devices", $"{KnownDevices} known"],
            ["recovery codes", $"{CodesLeft} left"],
            ["wrong tries", $"{WrongTries}{(NextTryAt is null ? "" : $", the next one is looked at from {Output.Time(NextTryAt)} on")}"],
            ["reset link", ResetUntil is null ? "none" : $"good until {Output.Time(ResetUntil)}"],
            ["deletion", User.DeletesAt is null ? "not asked for" : $"due {Output.Time(User.DeletesAt)}"],
            ["log", $"{LogEntries} entries so far"],
        ]),
        "",
        .. Sessions.Count == 0 ? ["no session is open and none waits"] : OperatorSession.Lines(Sessions),
    ];
}

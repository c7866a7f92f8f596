using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>One page of a user's log, newest first, and where the next begins.</summary>
public sealed record LogPage(IReadOnlyList<Session> Sessions, LogCursor? Next)
{
    /// <summary>So many rows of these; where there are more, another page follows.</summary>
    public static LogPage Of(IReadOnlyList<Session> rows, int limit) =>
        rows.Count > limit ? new([.. rows.Take(limit)], CursorAt(rows[limit - 1])) : new(rows, null);

    /// <summary>
    /// A page of so many rows that goes on showing what is below them, as far down as that row or, where it is gone, to the end
    /// of these. The next page begins where it would if this one were loaded anew.
    /// </summary>
    public LogPage Through(SessionId lowest, int limit)
    {
        var rows = Math.Max(limit, Sessions.TakeWhile(s => s.Id != lowest).Count() + 1);
        return Sessions.Count > limit ? new([.. Sessions.Take(rows)], CursorAt(Sessions[limit - 1])) : this;
    }

    private static LogCursor CursorAt(Session row) => new(row.AskedAt, row.Id);
}

using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>One page of a user's log, newest first, and where the next begins.</summary>
public sealed record LogPage(IReadOnlyList<Session> Sessions, LogCursor? Next)
{
    public static LogPage Empty { get; } = new([], null);

    /// <summary>So many rows of these; where there are more, another page follows.</summary>
    public static LogPage Of(IReadOnlyList<Session> rows, int limit) =>
        rows.Count > limit ? new([.. rows.Take(limit)], CursorAt(rows[limit - 1])) : new(rows, null);

    /// <summary>The same page as far down as that row, and so many rows at least; the whole of it where that is not among its rows.</summary>
    public LogPage Through(SessionId lowest, int atLeast)
    {
        var rows = Math.Max(atLeast, Sessions.TakeWhile(s => s.Id != lowest).Count() + 1);
        return rows < Sessions.Count ? Of(Sessions, rows) : this;
    }

    private static LogCursor CursorAt(Session row) => new(row.AskedAt, row.Id);
}

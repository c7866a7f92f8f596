namespace BlazorSessions.App.Data;

/// <summary>
/// The one row by which another process that changes a SQLite database says so to the server that has it; whoever changes
/// something counts it up in the same transaction.
/// </summary>
public sealed class ChangeCounter
{
    public int Id { get; init; }

    public long Number { get; set; }
}

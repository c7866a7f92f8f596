namespace BlazorSessions.App.Commands;

/// <summary>What came of a command. Closed: no further case can appear elsewhere.</summary>
internal abstract record Report
{
    private Report()
    {
    }

    /// <summary>It is done.</summary>
    /// <param name="Data">For programs: written as JSON.</param>
    /// <param name="Lines">For people.</param>
    public sealed record Done(object Data, params IReadOnlyList<string> Lines) : Report
    {
        /// <summary>What whoever asked has to know besides, also where a program reads the data; it goes to the standard error.</summary>
        public string? Note { get; init; }
    }

    /// <summary>What was looked for is not as it should be: said like something that is done, with an exit code of its own.</summary>
    /// <inheritdoc cref="Done"/>
    public sealed record Found(object Data, params IReadOnlyList<string> Lines) : Report;

    /// <summary>It is done, and what there was to say is said.</summary>
    public sealed record Streamed : Report;

    /// <summary>It is not done, or not to its end.</summary>
    /// <param name="Why">In one line, which says so where something was changed.</param>
    public sealed record NotDone(string Why) : Report;
}

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>A table and the rows that it is filled with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Those that have a value; the others are null.</param>
/// <param name="Rows">A value for each of them, made while it is loaded.</param>
internal sealed record LoadedTable(string Name, IReadOnlyList<string> Columns, IEnumerable<object?[]> Rows)
{
    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column}\""));
}

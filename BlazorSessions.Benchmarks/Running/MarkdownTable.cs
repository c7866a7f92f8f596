using System.Text;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>A table as it goes into the README: the first column says what, the others how much.</summary>
internal sealed class MarkdownTable(params string[] columns)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells.Length == columns.Length
        ? cells
        : throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns.", nameof(cells)));

    /// <summary>Prints it, below the machine.</summary>
    public void Print()
    {
        Console.WriteLine(Machine.Description);
        Console.WriteLine();
        Console.Write(this);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, columns);
        Append(text, [.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
        rows.ForEach(row => Append(text, row));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}

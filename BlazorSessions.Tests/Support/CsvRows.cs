using System.Text;

namespace BlazorSessions.Tests.Support;

/// <summary>Reads a table as RFC 4180 has it.</summary>
public static class CsvRows
{
    public static IEnumerable<IReadOnlyList<string>> Of(string csv)
    {
        var (row, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            if (csv[i] == '"' && isQuoted && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                cell.Append(csv[i++]);
            }
            else if (csv[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (csv[i] is ',' or '\r' && !isQuoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (csv[i] == '\n' && !isQuoted)
            {
                yield return row;
                row = [];
            }
            else
            {
                cell.Append(csv[i]);
            }
        }
    }
}

using System.Buffers;
using System.Globalization;

namespace BlazorSessions.App.Features.SessionApi;

/// <summary>A text from outside as a cell that no spreadsheet takes for a formula.</summary>
internal static class CsvCell
{
    // What spreadsheets compute, also as the wide characters of East Asian keyboards, and what they may take off before they look.
    private const string FormulaStarts = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
    private const string Quotes = "\"'`\u201c\u201d\u2018\u2019";

    // Where the comma is the decimal sign, a semicolon parts cells.
    private static readonly SearchValues<char> Separators = SearchValues.Create("\",;\t\r\n");

    public static string Of(string text)
    {
        var safe = IsFormula(text) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Separators) || safe.AsSpan().Trim().Length < safe.Length
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    private static bool IsFormula(string text)
    {
        foreach (var character in text)
        {
            if (FormulaStarts.Contains(character, StringComparison.Ordinal))
            {
                return true;
            }

            if (!IsPassedOver(character))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsPassedOver(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || Quotes.Contains(character, StringComparison.Ordinal)
        || char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}

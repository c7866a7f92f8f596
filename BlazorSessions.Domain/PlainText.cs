using System.Buffers;
using System.Globalization;
using System.Text;

namespace BlazorSessions.Domain;

/// <summary>What text from outside may contain.</summary>
public static class PlainText
{
    /// <summary>No control or formatting characters (they hide or reorder what a person reads) and no broken surrogates (no database stores them).</summary>
    internal static bool IsWellFormed(string text) => CountRunes(text) is { } && !text.EnumerateRunes().Any(IsHidden);

    /// <summary>The text in Unicode's composed form (NFC), or null where it has none: half characters, and U+FFFE, which is no character.</summary>
    internal static string? Normalise(string text) =>
        CountRunes(text) is null || text.Contains('\ufffe', StringComparison.Ordinal) ? null : text.Normalize(NormalizationForm.FormC);

    /// <summary>The length in Unicode characters, or null for text that is not valid UTF-16.</summary>
    internal static int? CountRunes(string text)
    {
        var runes = 0;
        for (var rest = text.AsSpan(); rest.Length > 0; runes++)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return null;
            }

            rest = rest[consumed..];
        }

        return runes;
    }

    /// <summary>Removes what <see cref="IsWellFormed"/> forbids and cuts to so many UTF-16 units, never through a character.</summary>
    public static string Clean(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            if (!IsHidden(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    // Persian and many other names need the zero-width joiner and non-joiner; they reorder nothing.
    private static bool IsHidden(Rune rune) => rune.Value is not (0x200C or 0x200D) &&
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}

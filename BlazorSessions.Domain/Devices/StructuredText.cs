using System.Text;

namespace BlazorSessions.Domain.Devices;

/// <summary>The strings in a structured header (RFC 9651). One that breaks its rules tells nothing, as that document wants.</summary>
internal static class StructuredText
{
    private const int MaxLength = 512; // the longest that browsers send is below 300

    /// <summary>The one string of a header, or null.</summary>
    public static string? Item(string? header) => List(header) is [var only] ? only : null;

    /// <summary>The strings of a list, without their parameters; none where the header is broken.</summary>
    public static IReadOnlyList<string> List(string? header)
    {
        var strings = new List<string>();
        if (header is null or { Length: > MaxLength })
        {
            return strings;
        }

        for (var rest = header.AsSpan().Trim(' '); rest.Length > 0;)
        {
            if (strings.Count > 0 && !TakeComma(ref rest) || TakeString(ref rest) is not { } text || !TakeParameters(ref rest))
            {
                return [];
            }

            strings.Add(text);
        }

        return strings;
    }

    private static bool TakeComma(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ');
        if (rest.Length < 2 || rest[0] != ',')
        {
            return false;
        }

        rest = rest[1..].TrimStart(' ');
        return true;
    }

    private static string? TakeString(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || rest[0] != '"')
        {
            return null;
        }

        var text = new StringBuilder();
        for (var i = 1; i < rest.Length && rest[i] is >= ' ' and <= '~'; i++)
        {
            if (rest[i] == '"')
            {
                rest = rest[(i + 1)..];
                return text.ToString();
            }

            if (rest[i] == '\\' && (++i == rest.Length || rest[i] is not ('"' or '\\')))
            {
                return null;
            }

            text.Append(rest[i]);
        }

        return null;
    }

    // ;v="140" after a brand; a parameter's value is a string or a word here.
    private static bool TakeParameters(ref ReadOnlySpan<char> rest)
    {
        while (rest.Length > 0 && rest[0] == ';')
        {
            rest = rest[1..].TrimStart(' ');
            TakeWord(ref rest);
            if (rest.Length > 0 && rest[0] == '=')
            {
                rest = rest[1..];
                if (rest.Length > 0 && rest[0] == '"' ? TakeString(ref rest) is null : !TakeWord(ref rest))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool TakeWord(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '-' or '_' or '.' or '*' or '?'))
        {
            length++;
        }

        rest = rest[length..];
        return length > 0;
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace BlazorSessions.Tests.Conventions;

/// <summary>Finds what a component says by itself: texts, and attributes that are read out, that are no expression.</summary>
internal static partial class RazorTexts
{
    public static IEnumerable<string> Of(string razor)
    {
        var lines = Code().Replace(Comment().Replace(razor, ""), "").Split('\n').Where(line => !Statement().IsMatch(line));
        var markup = WithoutExpressions(string.Join('\n', lines));
        var spoken = Spoken().Matches(markup).Select(m => m.Value);
        var texts = Tag().Replace(markup, "\n").Split('\n');
        return spoken.Concat(texts).Select(text => text.Trim()).Where(text => text.Any(char.IsLetter));
    }

    // @a.b(c)["d"] and @(e): the brackets may hold anything, quotation marks included.
    private static string WithoutExpressions(string markup)
    {
        var rest = new StringBuilder();
        for (var i = 0; i < markup.Length; i++)
        {
            if (markup[i] != '@')
            {
                rest.Append(markup[i]);
                continue;
            }

            for (i++; i < markup.Length && (char.IsLetterOrDigit(markup[i]) || markup[i] is '_' or '.' or '?' or '(' or '['); i++)
            {
                i = markup[i] is '(' or '[' ? EndOfBrackets(markup, i) : i;
            }

            i--;
        }

        return rest.ToString();
    }

    private static int EndOfBrackets(string text, int at)
    {
        for (var depth = 0; at < text.Length; at++)
        {
            depth += text[at] is '(' or '[' ? 1 : text[at] is ')' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return at - 1;
    }

    [GeneratedRegex(@"^@(code|functions) *\r?\n?\{.*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*(@(page|inherits|implements|inject|using|attribute|layout|rendermode|typeparam|namespace|if|foreach|for|while|switch|try|using|lock)\b|@?\{|\}|else\b|case\b|default:|break;|var\b|catch\b|finally\b|[\w.]+ \+?= |[\w.]+\(.*\);)")]
    private static partial Regex Statement();

    [GeneratedRegex("<[A-Za-z/!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")]
    private static partial Regex Tag();

    [GeneratedRegex("(?<=\\s)(aria-label|aria-description|title|alt|placeholder|data-label|data-title|data-now|data-text[-a-z]*|Label|Error)=\"[^\"]*\\p{L}[^\"]*\"")]
    private static partial Regex Spoken();
}

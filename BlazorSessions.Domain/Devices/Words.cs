using System.Buffers;

namespace BlazorSessions.Domain.Devices;

/// <summary>
/// Goes through a user agent once, word by word: "Chrome/140.0" is the word "Chrome" with the value "140.0". Nothing is
/// copied.
/// </summary>
internal ref struct Words(ReadOnlySpan<char> userAgent)
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" ;,()[]{}\"<>+\t/");

    private readonly ReadOnlySpan<char> text = userAgent;
    private int start;
    private int end;
    private int valueEnd;

    /// <summary>The word, never empty.</summary>
    public readonly ReadOnlySpan<char> Current => text[start..end];

    /// <summary>A slash and something follows it.</summary>
    public readonly bool HasValue => valueEnd > end + 1;

    /// <summary>What follows its slash, or the next word where that is a number: "MSIE 10.0".</summary>
    public readonly ReadOnlySpan<char> Value => valueEnd > end ? text[(end + 1)..valueEnd] : text[end..].TrimStart(' ');

    /// <summary>Goes to the next word.</summary>
    public bool MoveNext()
    {
        var gap = text[valueEnd..].IndexOfAnyExcept(Separators);
        if (gap < 0)
        {
            return false;
        }

        start = valueEnd + gap;
        EndAt(start);
        return true;
    }

    /// <summary>Takes the next word, or the value, to the word, if that is more of it.</summary>
    public bool GoOn()
    {
        if (HasValue)
        {
            end = valueEnd;
            FindValue();
            return true;
        }

        if (valueEnd > end || end + 1 >= text.Length || text[end] != ' ')
        {
            return false;
        }

        EndAt(end + 1);
        return true;
    }

    private void EndAt(int from)
    {
        end = IndexAfter(from, Separators);
        FindValue();
    }

    private void FindValue() => valueEnd = end < text.Length && text[end] == '/' ? IndexAfter(end + 1, Separators) : end;

    private readonly int IndexAfter(int from, SearchValues<char> ends)
    {
        var length = text[from..].IndexOfAny(ends);
        return length < 0 ? text.Length : from + length;
    }
}

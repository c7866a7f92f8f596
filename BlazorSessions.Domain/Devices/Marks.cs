using System.Collections.Frozen;

namespace BlazorSessions.Domain.Devices;

/// <summary>All rows of all tables, found by their words, whatever their case.</summary>
internal static class Marks
{
    /// <summary>Before the version of a browser that does not give it with its name.</summary>
    public static readonly Mark Version = new("Version/", Telling.Detail, "Version");

    /// <summary>Before the version of Facebook's apps.</summary>
    public static readonly Mark AppVersion = new("FBAV/", Telling.Detail, "Version");

    /// <summary>Said by the Chrome inside an Android app.</summary>
    public static readonly Mark WebView = new("wv", Telling.Detail, "WebView");

    /// <summary>Said by what shows pages on Apple's devices, apps included, and by what wants to be taken for it.</summary>
    public static readonly Mark WebKit = new("AppleWebKit/", Telling.Detail, "WebKit");

    private static readonly FrozenDictionary<string, Found>.AlternateLookup<ReadOnlySpan<char>> Index = Build();

    /// <summary>What is found by these words.</summary>
    public static Found Find(ReadOnlySpan<char> words) => Index.TryGetValue(words, out var found) ? found : default;

    private static FrozenDictionary<string, Found>.AlternateLookup<ReadOnlySpan<char>> Build()
    {
        Mark[] all = [.. Bots.Table, .. Browsers.Table, .. Systems.Table, .. Systems.Forms, .. Programs.Table, Version, AppVersion, WebView, WebKit];
        var rows = all.Select((mark, place) => mark with { Rank = place }).ToDictionary(m => m.Words, StringComparer.OrdinalIgnoreCase);
        var beginnings = rows.Keys.Where(w => w.AsSpan().ContainsAny(' ', '/')).Select(w => w[..w.AsSpan().IndexOfAny(' ', '/')])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return rows.Keys.Union(beginnings, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(w => w, w => new Found(rows.GetValueOrDefault(w), beginnings.Contains(w)), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What words can be.</summary>
    /// <param name="Row">Their row, or null.</param>
    /// <param name="GoesOn">The row of more words begins with them.</param>
    public readonly record struct Found(Mark? Row, bool GoesOn);
}

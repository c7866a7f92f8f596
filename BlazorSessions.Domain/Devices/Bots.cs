using System.Buffers;
using static BlazorSessions.Domain.Devices.Telling;

namespace BlazorSessions.Domain.Devices;

/// <summary>Crawlers and fetchers that say what they are. Most do it by their name: "Googlebot", "Baiduspider".</summary>
internal static class Bots
{
    /// <summary>UTF-16 units of a bot's own name that are kept.</summary>
    public const int MaxNameLength = 40;

    /// <summary>Said of a bot that has no name.</summary>
    public const string Nameless = "Bot";

    /// <summary>Those whose names do not say it.</summary>
    public static readonly Mark[] Table =
    [
        .. from text in (string[])
           [
               "facebookexternalhit", "facebookcatalog", "meta-externalagent", "meta-externalfetcher", "ChatGPT-User", "anthropic-ai", "Claude-User", "Perplexity-User",
               "Google-InspectionTool", "GoogleOther", "GoogleOther-Image", "GoogleOther-Video", "Mediapartners-Google", "AdsBot-Google", "APIs-Google", "Google-Read-Aloud",
               "Chrome-Lighthouse", "BingPreview", "Slurp", "WhatsApp", "SkypeUriPreview", "Embedly", "Snapchat-Proxy", "ia_archiver", "heritrix",
           ]
           select new Mark(text, Bot, text),
    ];

    // A browser gives no address to read more about it.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["bot", "crawl", "spider", "scrap", "http://", "https://"], StringComparison.OrdinalIgnoreCase);

    // What a name may be made of: it is the one part of a name here that a stranger chooses.
    private static readonly SearchValues<char> NameParts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" ;,()[]{}\"<>");

    /// <summary>The name of a bot that says it by its name or by an address that it gives; null where neither is.</summary>
    public static string? NameIn(ReadOnlySpan<char> userAgent)
    {
        var address = -1;
        for (var at = userAgent.IndexOfAny(Signs); at >= 0;)
        {
            var end = at + 1;
            if (userAgent[at] is 'h' or 'H')
            {
                address = address < 0 ? at : address;
                end = EndOf(userAgent, at, AddressEnds);
            }
            else if (WordAround(userAgent, at) is var word && SaysBot(word, userAgent[at..]))
            {
                return Cut(word);
            }

            var next = userAgent[end..].IndexOfAny(Signs);
            at = next < 0 ? -1 : end + next;
        }

        return address < 0 ? null : NameBefore(userAgent[..address]);
    }

    // "bot" ends a word or a part of it: Googlebot, Slackbot-LinkExpanding, but not Bottle. There are phones called "M bot" and CUBOT.
    private static bool SaysBot(ReadOnlySpan<char> word, ReadOnlySpan<char> fromSign) =>
        fromSign[0] is not ('b' or 'B')
        || ((word.Length > 3 || fromSign is [_, _, _, '/', ..])
            && fromSign is not [_, _, _, (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..]
            && !word.StartsWith("CUBOT", StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<char> WordAround(ReadOnlySpan<char> userAgent, int at)
    {
        var start = userAgent[..at].LastIndexOfAnyExcept(NameParts) + 1;
        var end = userAgent[at..].IndexOfAnyExcept(NameParts);
        return end < 0 ? userAgent[start..] : userAgent[start..(at + end)];
    }

    // "Feedly/1.0 (+http://" is called Feedly; "(compatible; http://" has no name.
    private static string NameBefore(ReadOnlySpan<char> text)
    {
        var name = ReadOnlySpan<char>.Empty;
        for (var words = new Words(text); words.MoveNext();)
        {
            if (words.HasValue && char.IsAsciiLetter(words.Current[0]) && !words.Current.ContainsAnyExcept(NameParts) && !IsEveryones(words.Current))
            {
                name = words.Current;
            }
        }

        return name.IsEmpty ? Nameless : Cut(name);
    }

    private static bool IsEveryones(ReadOnlySpan<char> word) => word is "Mozilla" or "Gecko" or "Mobile" || Marks.Find(word).Row is not null;

    private static string Cut(ReadOnlySpan<char> name) => name[..Math.Min(name.Length, MaxNameLength)].ToString();

    private static int EndOf(ReadOnlySpan<char> text, int from, SearchValues<char> ends)
    {
        var length = text[from..].IndexOfAny(ends);
        return length < 0 ? text.Length : from + length;
    }
}

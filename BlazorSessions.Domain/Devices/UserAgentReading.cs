namespace BlazorSessions.Domain.Devices;

/// <summary>What the words of a user agent tell: of each sort the first row of the tables that is found.</summary>
internal ref struct UserAgentReading
{
    private ReadOnlySpan<char> browserVersion;
    private ReadOnlySpan<char> version;
    private ReadOnlySpan<char> appVersion;

    private UserAgentReading(ReadOnlySpan<char> userAgent)
    {
        for (var words = new Words(userAgent); words.MoveNext();)
        {
            if (Find(ref words) is { } mark)
            {
                Take(mark, words.Value);
            }
        }
    }

    /// <summary>A bot that is known by name.</summary>
    public Mark? Bot { get; private set; }

    /// <summary>The browser, app or program.</summary>
    public Mark? Browser { get; private set; }

    /// <summary>The system.</summary>
    public Mark? System { get; private set; }

    /// <summary>Phone, tablet or television.</summary>
    public Mark? Form { get; private set; }

    /// <summary>It is the Chrome inside an app.</summary>
    public bool IsWebView { get; private set; }

    /// <summary>It says that it is built on WebKit.</summary>
    public bool HasWebKit { get; private set; }

    /// <summary>It says a version apart from its name.</summary>
    public readonly bool HasVersion => !version.IsEmpty;

    /// <summary>The version that stands with the browser's name.</summary>
    public readonly ReadOnlySpan<char> BrowserVersion => browserVersion;

    /// <summary>The version that stands apart.</summary>
    public readonly ReadOnlySpan<char> Version => version;

    /// <summary>The version that an app gives apart.</summary>
    public readonly ReadOnlySpan<char> AppVersion => appVersion;

    /// <summary>Reads a user agent, which may be anything at all.</summary>
    public static UserAgentReading Of(ReadOnlySpan<char> userAgent) => new(userAgent);

    private static Mark? Find(ref Words words)
    {
        var word = words.Current;
        if (!char.IsAsciiLetter(word[0]))
        {
            return null; // half of all words are numbers
        }

        var found = Marks.Find(word);
        if (found == default && char.IsAsciiDigit(word[^1]))
        {
            found = Marks.Find(word.TrimEnd("0123456789._-")); // it carries its version or its number: "musical_ly_21.1.0", "iPhone14"
        }

        if (found.GoesOn)
        {
            var longer = words;
            if (longer.GoOn() && Marks.Find(longer.Current).Row is { } row && Counts(row, longer))
            {
                words = longer;
                return row;
            }
        }

        return found.Row is { } mark && Counts(mark, words) ? mark : null;
    }

    private static bool Counts(Mark mark, Words words) => !mark.NeedsValue || words.HasValue;

    private void Take(Mark mark, ReadOnlySpan<char> value)
    {
        switch (mark.Tells)
        {
            case Telling.Bot:
                Bot = First(Bot, mark);
                break;
            case Telling.Browser or Telling.Program when Browser is null || mark.Rank < Browser.Rank:
                Browser = mark;
                browserVersion = value;
                break;
            case Telling.System:
                System = First(System, mark);
                break;
            case Telling.Form:
                Form = First(Form, mark);
                break;
            case Telling.Detail when mark.Words == Marks.Version.Words:
                version = value;
                break;
            case Telling.Detail when mark.Words == Marks.AppVersion.Words:
                appVersion = value;
                break;
            case Telling.Detail when mark.Words == Marks.WebView.Words:
                IsWebView = true;
                break;
            case Telling.Detail:
                HasWebKit = true;
                break;
        }
    }

    private static Mark First(Mark? found, Mark mark) => found is null || mark.Rank < found.Rank ? mark : found;
}

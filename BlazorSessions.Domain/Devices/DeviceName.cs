namespace BlazorSessions.Domain.Devices;

/// <summary>
/// What a person would call a device: "Chrome on Windows". Read from the user agent alone, so it is a help to
/// recognise one's own devices and never a proof.
/// </summary>
public static class DeviceName
{
    /// <summary>Said where nothing can be told.</summary>
    public const string Unknown = "Unknown device";

    // First match wins. Browsers built on another one name it too, so the more special stands first.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"),
        ("OPR/", "Opera"), ("OPX/", "Opera"), ("OPT/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex Browser"), ("DuckDuckGo/", "DuckDuckGo"), ("Ddg/", "DuckDuckGo"),
        ("FxiOS/", "Firefox"), ("Focus/", "Firefox Focus"), ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chromium/", "Chromium"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    // An iPhone says "like Mac OS X" and Android says "Linux": the more special stands first here too.
    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("iPod", "iPod"),
        ("Windows Phone", "Windows Phone"), ("Windows NT", "Windows"),
        ("Android", "Android"), ("CrOS", "ChromeOS"),
        ("Macintosh", "macOS"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"), ("X11", "Linux"), ("FreeBSD", "FreeBSD"),
    ];

    // Programs that are no browsers name themselves first: "curl/8.5.0".
    private static readonly string[] Programs = ["curl/", "Wget/", "python-requests/", "okhttp/", "Go-http-client/", "PostmanRuntime/", "axios/", "node-fetch/"];

    /// <summary>Names the device of a user agent, which may be anything at all.</summary>
    public static string From(string? userAgent)
    {
        if (string.IsNullOrWhiteSpace(userAgent))
        {
            return Unknown;
        }

        if (Array.Find(Programs, p => userAgent.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } program)
        {
            return program.TrimEnd('/');
        }

        return (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
        {
            ({ } browser, { } system) => $"{browser} on {system}",
            ({ } browser, null) => browser,
            (null, { } system) => $"Unknown browser on {system}",
            _ => Unknown,
        };
    }

    private static string? Find((string Mark, string Name)[] table, string userAgent) =>
        Array.Find(table, row => userAgent.Contains(row.Mark, StringComparison.Ordinal)).Name;
}

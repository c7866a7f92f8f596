namespace BlazorSessions.Domain.Devices;

/// <summary>What a device says of itself, put as people say it.</summary>
/// <param name="Browser">The browser, app, program or bot; null for an unknown one.</param>
/// <param name="BrowserVersion">Its version as people quote it: "140", and "18.4" of Safari; null where it is not told.</param>
/// <param name="System">The system, or the device where Apple made it; null where it is not told.</param>
/// <param name="Model">The model, where the client hints name it.</param>
/// <param name="Kind">Phone, tablet, desktop or bot.</param>
public sealed record DeviceDescription(string? Browser, string? BrowserVersion, string? System, string? Model, DeviceKind Kind)
{
    /// <summary>UTF-16 units of a user agent that are read; the rest tells nothing.</summary>
    public const int MaxReadLength = 1024;

    private const int LongestVersion = 10;

    private static readonly DeviceDescription Nothing = new(null, null, null, null, DeviceKind.Unknown);

    /// <summary>All but the versions and the kind, in the form "Chrome on Windows".</summary>
    public string Name => new DeviceNameParts(Browser, System, Model).ToString();

    /// <summary>Reads a user agent and the hints beside it; both may be anything at all. Hints add, they never overrule.</summary>
    public static DeviceDescription Read(string? userAgent, ClientHints? hints = null)
    {
        var text = userAgent.AsSpan();
        text = text[..Math.Min(text.Length, MaxReadLength)];
        var reading = UserAgentReading.Of(text);
        if (BotIn(text, in reading) is { } bot)
        {
            return Nothing with { Browser = bot, Kind = DeviceKind.Bot };
        }

        var (system, kind) = SystemOf(in reading);
        var browser = BrowserOf(in reading, system);
        var described = new DeviceDescription(browser, VersionOf(in reading, browser), system, null, kind);
        return hints is null ? described : hints.AddTo(described);
    }

    // A program may give an address too, as bots do: node-fetch does.
    private static string? BotIn(ReadOnlySpan<char> text, in UserAgentReading reading) =>
        reading.Bot?.Name ?? (reading.Browser is { Tells: Telling.Program } ? null : Bots.NameIn(text));

    private static (string? System, DeviceKind Kind) SystemOf(in UserAgentReading reading) => reading.System switch
    {
        null => (null, reading.Form?.Kind ?? DeviceKind.Unknown),
        { Name: Systems.MacOs } when IsHandheld(in reading) => (Systems.Ipad, DeviceKind.Tablet),
        { Name: Systems.Linux } when reading.Browser?.Name is Browsers.SamsungInternet or Browsers.Silk =>
            (Systems.Android, DeviceKind.Tablet), // asking for pages as a computer does
        { Name: Systems.Android } android => (android.Name, reading.Form?.Kind ?? DeviceKind.Tablet),
        { } other => (other.Name, other.Kind),
    };

    // An iPad that asks for pages as a Mac does: no Mac is mobile, nor runs the browsers of iOS.
    private static bool IsHandheld(in UserAgentReading reading) =>
        reading.Form?.Kind == DeviceKind.Phone || reading.Browser is { } browser && browser.Words.EndsWith("iOS", StringComparison.Ordinal);

    private static string? BrowserOf(in UserAgentReading reading, string? system) => (reading.Browser?.Name, system) switch
    {
        (Browsers.Chrome, Systems.Android) when reading.IsWebView || reading.HasVersion => Browsers.AndroidWebView,
        (Browsers.Safari, Systems.Android) => Browsers.AndroidBrowser,
        (Browsers.Safari, Systems.Linux) => Browsers.WebKitGtk,
        // "Safari" is said by all that is built on WebKit.
        (Browsers.Safari, not (Systems.Iphone or Systems.Ipad or Systems.Ipod or Systems.MacOs or Systems.Windows)) => null,
        (null, Systems.Iphone or Systems.Ipad or Systems.Ipod) when reading.HasWebKit => Browsers.IosWebView,
        var (name, _) => name,
    };

    private static string? VersionOf(in UserAgentReading reading, string? browser) => browser switch
    {
        Browsers.Safari => Leading(reading.Version, parts: 2),
        Browsers.AndroidBrowser => Leading(reading.Version, parts: 1),
        Browsers.InternetExplorer when reading.Browser is { Words: "Trident" }
            && int.TryParse(Leading(reading.BrowserVersion, parts: 1), out var engine) => $"{engine + 4}",
        _ => Leading(reading.BrowserVersion, parts: 1) ?? Leading(reading.AppVersion, parts: 1),
    };

    private static string? Leading(ReadOnlySpan<char> version, int parts)
    {
        var length = 0;
        while (length < version.Length && length < LongestVersion
            && (char.IsAsciiDigit(version[length]) || (version[length] == '.' && parts > 1 && length > 0)))
        {
            parts -= version[length++] == '.' ? 1 : 0;
        }

        return length == 0 ? null : version[..length].TrimEnd('.').ToString();
    }
}

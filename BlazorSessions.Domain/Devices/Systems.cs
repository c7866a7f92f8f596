using static BlazorSessions.Domain.Devices.DeviceKind;
using static BlazorSessions.Domain.Devices.Telling;

namespace BlazorSessions.Domain.Devices;

/// <summary>
/// What devices run on; Apple's are called by the device. The first row that is found counts: an iPhone says "like Mac OS X",
/// Android says "Linux", and phones with Windows said all of them.
/// </summary>
internal static class Systems
{
    public const string Android = "Android";
    public const string ChromeOs = "ChromeOS";
    public const string Ipad = "iPad";
    public const string Iphone = "iPhone";
    public const string Ipod = "iPod";
    public const string Linux = "Linux";
    public const string MacOs = "macOS";
    public const string Windows = "Windows";

    /// <summary>The rows.</summary>
    public static readonly Mark[] Table =
    [
        Runs("Windows Phone", "Windows Phone", Phone), Runs("Windows Mobile", "Windows Phone", Phone),
        Runs("Xbox", "Xbox"), Runs("PlayStation", "PlayStation"), Runs("Nintendo", "Nintendo"),
        Runs("AppleTV", "Apple TV"), Runs("watchOS", "Apple Watch"), Runs("Watch OS", "Apple Watch"),
        Runs("iPad", Ipad, Tablet), Runs("FBMD/iPad", Ipad, Tablet), Runs("iPod", Ipod, Phone), Runs("iPhone", Iphone, Phone), Runs("FBMD/iPhone", Iphone, Phone),
        Runs("HarmonyOS", "HarmonyOS", Phone), Runs("OpenHarmony", "HarmonyOS", Phone),
        Runs("Tizen", "Tizen"), Runs("Web0S", "webOS"), Runs("webOS", "webOS"), Runs("KAIOS/", "KaiOS", Phone),
        Runs("CrOS", ChromeOs, Desktop), Runs("Android", Android, Tablet), Runs("Adr", Android, Tablet), Runs("FBPN/", Android, Tablet),
        Runs("BlackBerry", "BlackBerry", Phone), Runs("BB10", "BlackBerry", Phone), Runs("SymbianOS/", "Symbian", Phone),
        Runs("Windows", Windows, Desktop), Runs("Win", Windows, Desktop),
        Runs("Macintosh", MacOs, Desktop), Runs("Mac OS", MacOs, Desktop), Runs("Mac_PowerPC", MacOs, Desktop), Runs("macOS", MacOs, Desktop),
        Runs("FreeBSD", "FreeBSD", Desktop), Runs("OpenBSD", "OpenBSD", Desktop), Runs("NetBSD", "NetBSD", Desktop), Runs("SunOS", "Solaris", Desktop),
        Runs("Linux", Linux, Desktop), Runs("X11", Linux, Desktop), Runs("Ubuntu", Linux, Desktop), Runs("Fedora", Linux, Desktop),
    ];

    /// <summary>What tells a phone from a tablet and a television from both, on the one system that runs on them all.</summary>
    public static readonly Mark[] Forms =
    [
        Shaped("TV", Unknown), Shaped("SMART-TV", Unknown), Shaped("SmartTV", Unknown), Shaped("GoogleTV", Unknown),
        Shaped("HbbTV/", Unknown), Shaped("CrKey/", Unknown), Shaped("BRAVIA", Unknown),
        Shaped("Tablet", Tablet), Shaped("Mobile", Phone),
    ];

    /// <summary>What the platform of the client hints is called here, or null for one that no system here goes by.</summary>
    public static string? OfPlatform(string platform) => platform switch
    {
        "Windows" or "Linux" or "Android" or "macOS" => platform,
        "Chrome OS" or "Chromium OS" or "ChromeOS" => ChromeOs,
        _ => null,
    };

    private static Mark Runs(string text, string name, DeviceKind kind = Unknown) => new(text, Telling.System, name, kind);

    private static Mark Shaped(string text, DeviceKind kind) => new(text, Form, text, kind);
}

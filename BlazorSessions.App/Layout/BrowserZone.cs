using System.Text.RegularExpressions;
using BlazorSessions.App.Sessions;

namespace BlazorSessions.App.Layout;

/// <summary>Where the reader's days begin: the zone that the browser names in a cookie, for what is written without a script.</summary>
internal static partial class BrowserZone
{
    public const string Cookie = "zone";

    private const int LongestName = 64;

    /// <summary>The zone of the browser; UTC where it names none, or none that is known here.</summary>
    public static TimeZoneInfo Of(HttpContext context) =>
        context.Request.Cookies[HostCookie.NameIn(context.Request, Cookie)] is { Length: > 0 and <= LongestName } name
        && ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    // "Europe/Berlin", "America/Argentina/Ushuaia", "Etc/GMT+3": no dots, since it becomes the name of a file.
    [GeneratedRegex("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();
}

using System.Diagnostics.CodeAnalysis;

namespace BlazorSessions.App.Security;

/// <summary>The redirect guard: only a path of this site is followed after signing in.</summary>
public static class LocalUrl
{
    /// <summary>The path itself, or <paramref name="fallback"/> for anything that a browser might take elsewhere.</summary>
    public static string OrElse(string? url, string fallback) => IsLocal(url) ? url : fallback;

    /// <summary>
    /// A path of this site, to every browser: they read a backslash as a slash and drop tabs and line breaks, so "/\evil" and
    /// "/&lt;tab&gt;/evil" leave the site.
    /// </summary>
    public static bool IsLocal([NotNullWhen(true)] string? url) =>
        url is { Length: > 0 and <= 2000 } && url[0] == '/'
        && !url.StartsWith("//", StringComparison.Ordinal)
        && !url.Contains('\\', StringComparison.Ordinal)
        && url.All(c => c is > ' ' and <= '~'); // a header holds no others
}

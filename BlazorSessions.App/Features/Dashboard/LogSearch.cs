using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Dashboard;

/// <summary>Finds sign-ins by what is read of them: each word stands in the device, the user agent, the address or the status.</summary>
internal static class LogSearch
{
    /// <summary>Among so many of the newest rows: what a search costs must not grow with the log.</summary>
    public const int Depth = 1000;

    public static bool Finds(string sought, Session session, string status) =>
        sought.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word =>
            Has(session.DeviceName, word) || Has(session.UserAgent, word) || Has(session.IpAddress, word) || Has(status, word));

    // Not by the reader's culture: a Turkish i is no reason to miss an iPhone.
    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}

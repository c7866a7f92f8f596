using BlazorSessions.App.Security;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Tests.Support;

/// <summary>One line of the security log, by its fields.</summary>
public sealed record SecurityLine(
    LogLevel Level, string Name, string Outcome, string User, string Session, string Address, string Device, string By)
{
    /// <summary>Reads the fields of an entry; null for one of another log.</summary>
    public static SecurityLine? Of(string category, LogLevel level, object? state)
    {
        if (category != typeof(SecurityLog).FullName || state is not IReadOnlyList<KeyValuePair<string, object?>> pairs)
        {
            return null;
        }

        var fields = pairs.ToDictionary(p => p.Key, p => $"{p.Value}");
        return new(
            level, fields["EventName"], fields["Outcome"], fields["User"], fields["Session"], fields["Address"], fields["Device"], fields["By"]);
    }
}

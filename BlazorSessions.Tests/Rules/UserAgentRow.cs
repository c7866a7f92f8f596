using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Rules;

/// <summary>
/// One row of UserAgents.tsv: a user agent in a form that its vendor documents or sends today, and what a person would say
/// of that device. An empty field is a thing that nobody could tell.
/// </summary>
public sealed record UserAgentRow(string UserAgent, string? Browser, string? System, DeviceKind Kind)
{
    public static IReadOnlyList<UserAgentRow> All { get; } = [.. Read()];

    private static IEnumerable<UserAgentRow> Read()
    {
        using var file = new StreamReader(typeof(UserAgentRow).Assembly.GetManifestResourceStream("UserAgents.tsv")!);
        while (file.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            yield return new(fields[0], OrNull(fields[1]), OrNull(fields[2]), Enum.Parse<DeviceKind>(fields[3]));
        }
    }

    private static string? OrNull(string field) => field.Length == 0 ? null : field;
}

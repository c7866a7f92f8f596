namespace BlazorSessions.Benchmarks.Seeding;

/// <summary>The user agents of the tests: what real browsers, programs and bots send.</summary>
internal static class UserAgents
{
    public static IReadOnlyList<string> All { get; } = [.. Read()];

    private static IEnumerable<string> Read()
    {
        using var rows = new StreamReader(typeof(UserAgents).Assembly.GetManifestResourceStream("UserAgents.tsv")!);
        while (rows.ReadLine() is { } row)
        {
            yield return row.Split('\t')[0];
        }
    }
}

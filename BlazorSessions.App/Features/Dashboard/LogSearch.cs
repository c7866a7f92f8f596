namespace BlazorSessions.App.Features.Dashboard;

/// <summary>Finds sign-ins by what is read of them: each word stands in one of their texts.</summary>
internal sealed class LogSearch(string sought)
{
    /// <summary>Among so many of the newest rows: what a search costs must not grow with the log.</summary>
    public const int Depth = 1000;

    private readonly string[] words = sought.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    // Not by the reader's culture: a Turkish i is no reason to miss an iPhone.
    public bool Finds(params ReadOnlySpan<string> texts)
    {
        foreach (var word in words)
        {
            var isFound = false;
            foreach (var text in texts)
            {
                isFound |= text.Contains(word, StringComparison.OrdinalIgnoreCase);
            }

            if (!isFound)
            {
                return false;
            }
        }

        return true;
    }
}

namespace BlazorSessions.Tests.Support;

/// <summary>The sources, for tests of how they are kept.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The product's own source files below a folder, by their path from the root; generated ones are left out.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".css"
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
            && !path.Contains("/Migrations/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static string FindRoot(string from) =>
        File.Exists(Path.Combine(from, "BlazorSessions.sln")) ? from : FindRoot(Path.GetDirectoryName(from.TrimEnd(Path.DirectorySeparatorChar))!);
}

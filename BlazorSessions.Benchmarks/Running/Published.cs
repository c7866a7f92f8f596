using System.Diagnostics;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>A program that was published into a folder of its own, which goes away: the application, or one that the SDK makes.</summary>
internal sealed class Published : IDisposable
{
    private readonly DirectoryInfo folder;

    private Published(DirectoryInfo folder, string name)
    {
        this.folder = folder;
        Program = Path.Combine(folder.FullName, "published", name);
    }

    /// <summary>Its file, to be started.</summary>
    public string Program { get; }

    /// <summary>Where it and all that it brings are.</summary>
    public string Folder => Path.GetDirectoryName(Program)!;

    /// <summary>The application.</summary>
    public static Task<Published> AppAsync(CancellationToken ct) => AppAsync([], ct);

    /// <summary>The application, published with more arguments than it needs.</summary>
    public static async Task<Published> AppAsync(string[] arguments, CancellationToken ct)
    {
        var folder = NewFolder();
        await PublishAsync(Path.Combine(Repository, "BlazorSessions.App"), folder, arguments, ct);
        return new(folder, "BlazorSessions.App");
    }

    /// <summary>What <c>dotnet new</c> makes of a template, just as it comes.</summary>
    /// <param name="template">The template and its options.</param>
    /// <param name="ct">Breaks it off.</param>
    public static async Task<Published> TemplateAsync(string template, CancellationToken ct)
    {
        var folder = NewFolder();
        var project = Path.Combine(folder.FullName, "Peer");
        await RunAsync(["new", .. template.Split(' '), "--name", "Peer", "--output", project, "--no-update-check"], ct);
        await PublishAsync(project, folder, [], ct);
        return new(folder, "Peer");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "BlazorSessions.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("This is to be run from its repository.");
            }

            return folder.FullName;
        }
    }

    private static DirectoryInfo NewFolder() => Directory.CreateTempSubdirectory("blazorsessions-published-");

    private static Task PublishAsync(string project, DirectoryInfo folder, string[] arguments, CancellationToken ct) => RunAsync(
        ["publish", project, "-c", "Release", "-o", Path.Combine(folder.FullName, "published"), "--nologo", "-v", "quiet", .. arguments], ct);

    private static async Task RunAsync(string[] arguments, CancellationToken ct)
    {
        Progress.Say($"dotnet {string.Join(' ', arguments)}");
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {said}");
        }
    }
}

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
    public static Task<Published> AppAsync(string[] arguments, CancellationToken ct) =>
        MakeAsync("BlazorSessions.App", folder => PublishAsync(Path.Combine(Repository, "BlazorSessions.App"), folder, arguments, ct));

    /// <summary>What <c>dotnet new</c> makes of a template, just as it comes.</summary>
    /// <param name="template">The template and its options.</param>
    /// <param name="ct">Breaks it off.</param>
    public static Task<Published> TemplateAsync(string template, CancellationToken ct) => MakeAsync("Peer", async folder =>
    {
        var project = Path.Combine(folder.FullName, "Peer");
        await RunAsync(["new", .. template.Split(' '), "--name", "Peer", "--output", project, "--no-update-check"], ct);
        await PublishAsync(project, folder, [], ct);
    });

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

    private static async Task<Published> MakeAsync(string name, Func<DirectoryInfo, Task> makeAsync)
    {
        var made = new Published(Directory.CreateTempSubdirectory("blazorsessions-published-"), name);
        try
        {
            await makeAsync(made.folder);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private static Task PublishAsync(string project, DirectoryInfo folder, string[] arguments, CancellationToken ct) => RunAsync(
        ["publish", project, "-c", "Release", "-o", Path.Combine(folder.FullName, "published"), "--nologo", "-v", "quiet", .. arguments], ct);

    private static async Task RunAsync(string[] arguments, CancellationToken ct)
    {
        Progress.Say($"dotnet {string.Join(' ', arguments)}");
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        await using var brokenOff = ct.Register(() => process.Kill(entireProcessTree: true));
        var said = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None); // also when broken off: what it writes is deleted next
        ct.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {said}");
        }
    }
}

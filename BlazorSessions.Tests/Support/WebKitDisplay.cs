using System.Diagnostics;

[assembly: AssemblyFixture(typeof(BlazorSessions.Tests.Support.WebKitDisplay))]

namespace BlazorSessions.Tests.Support;

/// <summary>The screen, in memory only, that WebKit's windows are drawn on, started when the first test wants it.</summary>
public sealed class WebKitDisplay : IAsyncDisposable
{
    private readonly Lazy<Task<(Process Server, string Name)>> started = new(StartAsync);

    /// <summary>What programs find it by.</summary>
    public async Task<string> NameAsync() => (await started.Value).Name;

    public async ValueTask DisposeAsync()
    {
        if (started.IsValueCreated)
        {
            var (server, _) = await started.Value;
            using var kill = Process.Start("kill", ["-TERM", $"{server.Id}"]); // it then takes its lock file away
            await kill.WaitForExitAsync();
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    // It takes the first number that is free, and says it as soon as it can be used.
    private static async Task<(Process Server, string Name)> StartAsync()
    {
        var program = Environment.GetEnvironmentVariable("XVFB") ?? "/usr/bin/Xvfb";
        var server = new Process
        {
            StartInfo = new(program, ["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x1024x24"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        server.Start();
        server.BeginErrorReadLine();
        return await server.StandardOutput.ReadLineAsync() is { } number
            ? (server, $":{number}")
            : throw new InvalidOperationException("Xvfb has ended.");
    }
}

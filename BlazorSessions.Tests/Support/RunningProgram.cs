using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BlazorSessions.Tests.Support;

/// <summary>A program of its own process that serves: it can be killed, and asked to stop.</summary>
public sealed partial class RunningProgram : ISite, IAsyncDisposable
{
    private readonly Process process;

    private RunningProgram(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    public int ExitCode => process.ExitCode;

    /// <summary>Starts the application as an operator does, with the place's database and settings of its own.</summary>
    public static Task<RunningProgram> StartAsync(TestPlace place, params string[] settings) =>
        StartAsync("BlazorSessions.App.dll", ["--urls", "http://127.0.0.1:0", .. place.Settings.Concat(settings).Select(s => "--" + s)]);

    /// <summary>Starts one of the programs in the tests' folder and waits until it says where it listens.</summary>
    public static async Task<RunningProgram> StartAsync(string file, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, file), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var program = new RunningProgram(Process.Start(start)!);
        program.process.BeginErrorReadLine();
        var said = new List<string>();
        while (await program.process.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                program.Address = new(match.Groups[1].Value);
                program.process.BeginOutputReadLine();
                return program;
            }
        }

        throw new InvalidOperationException($"It ended before it listened: {string.Join('\n', said)}");
    }

    /// <summary>Asks it to stop, as a service manager does (SIGTERM).</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(Ct);
    }

    public Task WaitForExitAsync(CancellationToken ct) => process.WaitForExitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex Listening();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace BlazorSessions.Tests.Support;

/// <summary>A program of its own process that serves: it can be killed, and asked to stop.</summary>
public sealed partial class RunningProgram : ISite, IAsyncDisposable
{
    private const int MemoryOfAHash = 64 * 1024 * 1024; // less than that of the tests that look, and more than anything else takes at once

    private readonly Process process;
    private readonly ConcurrentQueue<string> written;

    private RunningProgram(Process process, Uri address, ConcurrentQueue<string> written)
    {
        this.process = process;
        this.written = written;
        Address = address;
    }

    public Uri Address { get; }

    public int ExitCode => process.ExitCode;

    /// <summary>What it wrote, on either stream; a line ends where a terminal would begin a new one.</summary>
    public IReadOnlyCollection<string> Written => written;

    /// <summary>The most memory that it has had so far, in bytes.</summary>
    public long MostMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>The files of which it has a part in memory: its libraries, above all.</summary>
    public IEnumerable<string> Loaded => File.ReadLines($"/proc/{process.Id}/maps");

    /// <summary>Starts the application as an operator does, with the place's database and settings of its own.</summary>
    public static Task<RunningProgram> StartAsync(TestPlace place, params string[] settings) => StartAsync(place, new Dictionary<string, string>(), settings);

    /// <summary>The same with variables in its environment.</summary>
    public static Task<RunningProgram> StartAsync(TestPlace place, IReadOnlyDictionary<string, string> variables, params string[] settings) =>
        StartAsync("BlazorSessions.App.dll", ["--urls", "http://127.0.0.1:0", .. place.Settings.Concat(settings).Select(s => "--" + s)], variables);

    /// <summary>Starts one of the programs in the tests' folder and waits until it says where it listens.</summary>
    public static async Task<RunningProgram> StartAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, file), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var said = Channel.CreateUnbounded<string>();
        var written = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) => _ = line.Data is null ? said.Writer.TryComplete() : said.Writer.TryWrite(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await Patience.ForAsync($"{file} to listen", async ct =>
        {
            var all = new List<string>();
            await foreach (var line in said.Reader.ReadAllAsync(ct))
            {
                all.Add(line);
                if (Listening().Match(line) is { Success: true } match)
                {
                    return new RunningProgram(process, new(match.Groups[1].Value), written);
                }
            }

            throw new InvalidOperationException($"It ended before it listened: {string.Join('\n', all)}");
        });

        void Keep(string? line)
        {
            if (line is not null)
            {
                written.Enqueue(line);
            }
        }
    }

    /// <summary>Runs the application for something that it does without serving, or because it does not come to serve.</summary>
    /// <returns>Its exit code, and all that it said.</returns>
    public static Task<(int Code, string Text)> RunAsync(params string[] arguments) => RunAsync(_ => Task.CompletedTask, arguments);

    /// <summary>The same, and asks it to stop as soon as that has come.</summary>
    public static Task<(int Code, string Text)> BreakOffAsync(Func<Task> when, params string[] arguments) => RunAsync(
        async process =>
        {
            await when();
            await TerminateAsync(process);
        },
        arguments);

    private static async Task<(int Code, string Text)> RunAsync(Func<Process, Task> meanwhile, string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BlazorSessions.App.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var errors = process.StandardError.ReadToEndAsync(Ct);
        await meanwhile(process);
        await Patience.ForAsync("the program's end", process.WaitForExitAsync);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Asks it to stop, as a service manager does (SIGTERM).</summary>
    public Task TerminateAsync() => TerminateAsync(process);

    private static async Task TerminateAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(Ct);
    }

    /// <summary>
    /// Sends a request and waits until its hash is computed, seen by the memory that the hash fills. What its processor does
    /// tells nothing: it compiles, too.
    /// </summary>
    /// <returns>The request, which is still under way.</returns>
    public async Task<Task<T>> UntilItHashesAsync<T>(Func<Task<T>> send)
    {
        process.Refresh();
        var before = process.WorkingSet64;
        var request = send();
        await Until.TrueAsync(
            () =>
            {
                Assert.False(request.IsCompleted, "It was answered before the hash was seen.");
                process.Refresh();
                return process.WorkingSet64 - before >= MemoryOfAHash;
            },
            "a hash");
        return request;
    }

    public Task WaitForExitAsync(CancellationToken ct) => Patience.ForAsync("the program's end", process.WaitForExitAsync).WaitAsync(ct);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [GeneratedRegex("Now listening on: (http://[0-9.:]+)")]
    private static partial Regex Listening();
}

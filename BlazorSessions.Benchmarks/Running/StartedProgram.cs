using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BlazorSessions.Benchmarks.Serving;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>A server in a process of its own, so that what it needs is its own and not the driver's.</summary>
internal sealed partial class StartedProgram : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private StartedProgram(Process process, Uri address, TimeSpan startedIn)
    {
        this.process = process;
        Address = address;
        StartedIn = startedIn;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process until it served.</summary>
    public TimeSpan StartedIn { get; }

    public int Id => process.Id;

    /// <summary>What of its memory is in the machine's at this moment, in KiB.</summary>
    public double ResidentKiB
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0;
        }
    }

    /// <summary>The processor time that it has used, of all cores together.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the application as this project's build has it, on a free port.</summary>
    public static Task<StartedProgram> StartAppAsync(IEnumerable<string> settings, CancellationToken ct) =>
        StartAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "BlazorSessions.App.dll"), "--urls=http://127.0.0.1:0", .. settings], ct);

    /// <summary>Starts a server of this project, with the runtime's settings of the application.</summary>
    public static Task<StartedProgram> StartServerAsync(ServerKind kind, IEnumerable<string> settings, CancellationToken ct) => StartAsync(
        "dotnet",
        [
            "exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "BlazorSessions.App.runtimeconfig.json"),
            typeof(StartedProgram).Assembly.Location, ServeCommand.Name, $"{kind}", "--urls=http://127.0.0.1:0", .. settings,
        ],
        ct);

    /// <summary>Starts a program and waits until it says where it listens.</summary>
    public static Task<StartedProgram> StartAsync(string program, IEnumerable<string> arguments, CancellationToken ct) =>
        StartAsync(program, arguments, (listening, patience) => listening.WaitAsync(patience), ct);

    /// <summary>Starts a program and waits as one likes until it serves.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="servingAsync">Done when it serves, with the address; it is given what is done when the program says where it listens, and fails when it ends.</param>
    /// <param name="ct">Breaks it off.</param>
    /// <exception cref="InvalidOperationException">It ended.</exception>
    /// <exception cref="OperationCanceledException">It took longer than anybody waits.</exception>
    public static async Task<StartedProgram> StartAsync(
        string program, IEnumerable<string> arguments, Func<Task<Uri>, CancellationToken, Task<Uri>> servingAsync, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException(
            string.Create(CultureInfo.InvariantCulture, $"{program} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}.")));
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null && Listening().Match(line.Data) is { Success: true } match)
            {
                listens.TrySetResult(new(match.Groups[1].Value));
            }
        };
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + Environment.NewLine);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestStart);
        var began = Stopwatch.GetTimestamp();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var address = await servingAsync(listens.Task, patience.Token);
            return new(process, address, Stopwatch.GetElapsedTime(began));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex("Now listening on: (http://[0-9a-z.:]+)")]
    private static partial Regex Listening();
}

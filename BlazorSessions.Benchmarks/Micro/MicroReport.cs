using System.CommandLine;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BlazorSessions.Benchmarks.Running;
using Perfolizer.Horology;

namespace BlazorSessions.Benchmarks.Micro;

/// <summary>What single parts take, alone and warm, by BenchmarkDotNet.</summary>
internal static class MicroReport
{
    private const int WarmUps = 3;
    private const int Iterations = 10;
    private static readonly TimeInterval IterationTime = TimeInterval.FromMilliseconds(200); // all together end within three minutes

    public static Command Command()
    {
        var command = new Command("micro", "What single parts take, alone and warm");
        command.SetAction((_, ct) => Task.Run(() => Run(ct), ct)); // it knows no other way to be broken off than between two parts
        return command;
    }

    private static void Run(CancellationToken ct)
    {
        var artifacts = Directory.CreateTempSubdirectory("blazorsessions-benchmark-");
        try
        {
            var table = new MarkdownTable("one of", "mean", "standard error", "allocated");
            Type[] parts = [typeof(CookieLookup), typeof(DeviceNaming), typeof(CodeCheck), typeof(PasswordHash), typeof(EventFanOut)];
            foreach (var part in parts)
            {
                ct.ThrowIfCancellationRequested();
                Progress.Say(part.Name);
                Add(table, BenchmarkRunner.Run(part, Config(artifacts)));
            }

            table.Print();
        }
        finally
        {
            artifacts.Delete(recursive: true);
        }
    }

    // In this process: what is measured is built as it stands, and nothing of the repository's is built anew.
    private static ManualConfig Config(DirectoryInfo artifacts) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.DontLogOutput)
            .WithWarmupCount(WarmUps).WithIterationCount(Iterations).WithIterationTime(IterationTime))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(artifacts.FullName);

    private static void Add(MarkdownTable table, Summary summary)
    {
        foreach (var report in summary.Reports)
        {
            var one = report.BenchmarkCase;
            var taken = report.ResultStatistics ?? throw new InvalidOperationException($"{one.DisplayInfo} failed.");
            var variant = one.Parameters.Items.Select(item => $"{item.Name}: {item.Value}");
            table.Add(
                string.Join(", ", [one.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), .. variant]),
                Time(taken.Mean),
                Time(taken.StandardError),
                string.Create(CultureInfo.InvariantCulture, $"{report.GcStats.GetBytesAllocatedPerOperation(one)} B"));
        }
    }

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F1} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000:F1} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:F1} ms"),
    };
}

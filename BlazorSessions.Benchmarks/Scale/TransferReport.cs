using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using BlazorSessions.App;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Transfer;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>How long <c>data export</c> and <c>data import</c> take: from SQLite to PostgreSQL and back.</summary>
internal static class TransferReport
{
    public static Command Command()
    {
        var rows = NumberOption.Of("--rows", "Entries of the log, and sessions about as many", unlessGiven: 100_000, fewest: 10_000, most: 5_000_000);
        var command = new Command("transfer", "How long it takes to move everything to another database") { rows };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(rows), ct));
        return command;
    }

    private static async Task RunAsync(int rows, CancellationToken ct)
    {
        var table = new MarkdownTable("move", "rows", "MiB", "export, s", "rows a second", "import and verify, s", "rows a second");
        await using var postgres = await PostgresInstance.StartAsync(isDurable: true, settings: ScaleReport.Settings);
        await using var site = await ScaledSite.OnSqliteAsync(rows, ct);
        using var there = await Place.OnAsync(postgres);
        using var back = Place.OnSqlite();
        var keyFile = site.Services.GetRequiredService<AppSettings>().KeyFile;
        var folder = Directory.CreateTempSubdirectory("blazorsessions-benchmark-");
        try
        {
            await MoveAsync("SQLite to PostgreSQL", site.Services, there, Path.Combine(folder.FullName, "there"));
            await using var moved = Open(there);
            await MoveAsync("PostgreSQL to SQLite", moved.Services, back, Path.Combine(folder.FullName, "back"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        table.Print();

        async Task MoveAsync(string name, IServiceProvider from, Place to, string file)
        {
            var began = Stopwatch.GetTimestamp();
            var counts = await ActivatorUtilities.CreateInstance<DatabaseExport>(from).WriteAsync(file, progress: null, ct);
            var (exported, moved) = (Stopwatch.GetElapsedTime(began).TotalSeconds, counts.Values.Sum());
            await using var target = Open(to);
            began = Stopwatch.GetTimestamp();
            var result = await ActivatorUtilities.CreateInstance<DatabaseImport>(target.Services).ReadAsync(file, progress: null, ct);
            var imported = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (result is not ImportResult.Done { Log.Faults.Count: 0 })
            {
                throw new InvalidOperationException($"It was not read: {result}.");
            }

            table.Add([
                name, Text($"{moved:N0}"), Text($"{new FileInfo(file).Length >> 20}"), Text($"{exported:F1}"), Text($"{moved / exported:N0}"),
                Text($"{imported:F1}"), Text($"{moved / imported:N0}")]);
        }

        // With the key file of the first.
        WebApplication Open(Place place) => Server.Build([.. place.Settings, $"--Keys:File={keyFile}"], builder => builder.Logging.ClearProviders());
    }

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using BlazorSessions.App.Chain;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>How long <c>log verify</c> takes over a long log that nobody has changed.</summary>
internal static class VerifyReport
{
    private const int Smallest = 10_000;
    private const int Largest = 20_000_000; // beyond, it does not end in time
    private const int EntriesBetweenLines = 1_000_000;

    public static Command Command()
    {
        var postgres = NumberOption.Of("--postgres", "Entries of the log on PostgreSQL", unlessGiven: 10_000_000, Smallest, Largest);
        var sqlite = NumberOption.Of("--sqlite", "The same on SQLite", unlessGiven: 1_000_000, Smallest, Largest);
        var command = new Command("verify", "How long it takes to verify a long log") { postgres, sqlite };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(postgres), parsed.GetValue(sqlite), ct));
        return command;
    }

    private static async Task RunAsync(int onPostgres, int onSqlite, CancellationToken ct)
    {
        var table = new MarkdownTable("log verify", "entries", "accounts", "seconds", "entries a second");
        await using (var postgres = await PostgresInstance.StartAsync(isDurable: true, settings: ScaleReport.Settings))
        {
            await using var site = await ScaledSite.OnAsync(postgres, onPostgres, ct);
            table.Add(["PostgreSQL", .. await VerifyAsync(site, ct)]);
        }

        await using (var site = await ScaledSite.OnSqliteAsync(onSqlite, ct))
        {
            table.Add(["SQLite", .. await VerifyAsync(site, ct)]);
        }

        table.Print();
    }

    private static async Task<string[]> VerifyAsync(ScaledSite site, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        var found = await site.Services.GetRequiredService<LogVerifier>().VerifyAsync(new Lines(), ct);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (found.Faults.Count > 0)
        {
            throw new InvalidOperationException($"Nobody has changed it, and yet: {found.Faults[0]}.");
        }

        return [Text($"{found.Entries:N0}"), Text($"{found.Logs:N0}"), Text($"{seconds:F1}"), Text($"{found.Entries / seconds:N0}")];
    }

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Lines : IProgress<LogProgress>
    {
        public void Report(LogProgress value)
        {
            if (value.Entries % EntriesBetweenLines == 0)
            {
                Progress.Say($"verified {value.Entries} of {value.Of}");
            }
        }
    }
}

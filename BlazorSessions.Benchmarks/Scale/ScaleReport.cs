using System.CommandLine;
using System.Globalization;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>Whether what a person does takes longer where the database has a long past: the same actions at each, in turn.</summary>
internal static class ScaleReport
{
    private const int Smallest = 10_000;
    private const int Largest = 20_000_000; // beyond, it does not end in time
    private const int PurgesWarmUp = 5;
    private const int Purges = 30;

    // Memory as a server of this size would be given; and what is loaded is not logged as well, since it goes away afterwards.
    internal static readonly string[] Settings =
        ["shared_buffers=2GB", "maintenance_work_mem=1GB", "max_wal_size=4GB", "wal_level=minimal", "max_wal_senders=0"];

    public static Command Command()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Sign-ins of the past, and as many log entries, on PostgreSQL; the first is what the others are compared with",
            DefaultValueFactory = _ => [Smallest, 1_000_000, 10_000_000],
            CustomParser = given => [.. given.Tokens.SelectMany(token => token.Value.Split(',')).Select(part =>
                int.TryParse(part, CultureInfo.InvariantCulture, out var size) ? size : 0)],
        };
        sizes.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int[]>() is not { Length: > 0 } all || all.Any(size => size is < Smallest or > Largest))
            {
                given.AddError($"--sizes are between {Smallest} and {Largest}, with commas between them.");
            }
        });
        var sqlite = NumberOption.Of("--sqlite", "The same on SQLite", unlessGiven: 1_000_000, Smallest, Largest);
        var repetitions = NumberOption.Of("--repetitions", "Visits of each kind of account", unlessGiven: 200, fewest: 20, most: 1000);
        var command = new Command("scale", "Whether a long past slows down what people do") { sizes, sqlite, repetitions };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(sizes)!, parsed.GetValue(sqlite), parsed.GetValue(repetitions), ct));
        return command;
    }

    private static async Task RunAsync(int[] sizes, int sqlite, int repetitions, CancellationToken ct)
    {
        await using var postgres = await PostgresInstance.StartAsync(isDurable: true, settings: Settings);
        var sites = new List<ScaledSite>();
        try
        {
            foreach (var size in sizes)
            {
                sites.Add(await ScaledSite.OnAsync(postgres, size, ct));
            }

            sites.Add(await ScaledSite.OnSqliteAsync(sqlite, ct));
            Print(sites, await MeasureAsync(sites, repetitions, ct));
        }
        finally
        {
            foreach (var site in sites)
            {
                await site.DisposeAsync();
            }
        }
    }

    private static async Task<Timings> MeasureAsync(IReadOnlyList<ScaledSite> sites, int repetitions, CancellationToken ct)
    {
        var (warmUp, times) = (new Timings(), new Timings());
        Account[] heavy = [.. sites.Select(site => new Account(site, site.History.Heavy, "the large account", site.History.DeepInHeavy))];
        for (var visit = -repetitions / 10; visit < repetitions; visit++)
        {
            foreach (var (i, site) in sites.Index())
            {
                var into = visit < 0 ? warmUp : times;
                await heavy[i].VisitAsync(into, ct);
                var other = site.History.Other(visit + repetitions); // each time another, as not all of them are in memory
                await new Account(site, other, "a small account", site.History.DeepInOthers).VisitAsync(into, ct);
            }

            if (visit % 50 == 0)
            {
                Progress.Say($"visit {visit} of {repetitions}");
            }
        }

        for (var round = 1; round <= PurgesWarmUp + Purges; round++)
        {
            foreach (var site in sites)
            {
                await PurgeRounds.TakeAsync(site, round, round <= PurgesWarmUp ? warmUp : times, ct);
            }
        }

        return times;
    }

    private static void Print(List<ScaledSite> sites, Timings times)
    {
        var (first, last) = (sites[0].Name, sites[^2].Name); // the last of all is SQLite's
        var table = new MarkdownTable(["95 % (median), milliseconds", .. sites.Select(site => site.Name), $"{last} : {first}"]);
        foreach (var action in times.Actions)
        {
            var (small, large) = (times.Of(action, first), times.Of(action, last));
            table.Add(
            [
                action,
                .. sites.Select(site => times.Of(action, site.Name)).Select(q => Text($"{q.P95:F1} ({q.Median:F1})")),
                Text($"{large.P95 / small.P95:F2} ({large.Median / small.Median:F2})"),
            ]);
        }

        table.Print();
    }

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.CommandLine;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.Starts;

/// <summary>How long the published application takes until it serves, beside the emptiest program that the SDK makes.</summary>
internal static class StartReport
{
    private const int DefaultRounds = 7;
    private const int Accounts = 100; // the database is one that has been used

    private const string Ours = "this application";
    private const string Template = "dotnet new web";

    public static Command Command()
    {
        var rounds = NumberOption.Of("--rounds", "Starts of each, in turn", DefaultRounds, fewest: 1, most: 50);
        var publish = new Option<string>("--publish")
        {
            Description = "More arguments of dotnet publish for the application, such as \"-r linux-x64 -p:PublishReadyToRun=true\"",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("start", "Time from the start of the process to the first request served") { rounds, publish };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(rounds), parsed.GetValue(publish)!.Split(' ', StringSplitOptions.RemoveEmptyEntries), ct));
        return command;
    }

    private static async Task RunAsync(int rounds, string[] publish, CancellationToken ct)
    {
        using var ours = await Published.AppAsync(publish, ct);
        using var template = await Published.TemplateAsync("web", ct);
        using var place = Place.OnSqlite();
        await Household.MoveInAsync(place, Accounts, ct);
        var starts = new Dictionary<string, List<ColdStart>> { [Ours] = [], [Template] = [] };
        Candidate[] candidates =
        [
            new(Ours, cancelled => TakeAsync(Ours, ours.Program, place.Settings, "/health/ready", cancelled)),
            new(Template, cancelled => TakeAsync(Template, template.Program, [], "/", cancelled)),
        ];
        Progress.Say("one start of each to warm up");
        await Turns.TakeAsync(1, candidates, ct);
        var taken = await Turns.TakeAsync(rounds, candidates, ct);
        var table = new MarkdownTable("published, from its start to its first 200", "median ms", "against the template", "processor ms", "resident MiB then");
        foreach (var name in taken.Keys)
        {
            table.Add(
                publish.Length > 0 && name == Ours ? $"{name}, {string.Join(' ', publish)}" : name,
                $"{taken.Median(name):N0}",
                $"{taken.Median(name) / taken.Median(Template):F2}",
                $"{Median(name, start => start.ProcessorMilliseconds):N0}",
                $"{Median(name, start => start.ResidentKiB) / 1024:N0}");
        }

        table.Print();

        double Median(string name, Func<ColdStart, double> what) => Quantiles.Of(starts[name].TakeLast(rounds).Select(what), 0.5);

        async Task<double> TakeAsync(string name, string program, IEnumerable<string> settings, string path, CancellationToken cancelled)
        {
            var start = await ColdStart.ObserveAsync(program, settings, path, cancelled);
            starts[name].Add(start);
            return start.Milliseconds;
        }
    }
}

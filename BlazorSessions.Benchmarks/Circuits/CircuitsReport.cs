using System.CommandLine;
using System.Globalization;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;

namespace BlazorSessions.Benchmarks.Circuits;

/// <summary>What an open dashboard takes, with all its live parts, beside the counter of the stock template.</summary>
internal static class CircuitsReport
{
    private const string Ours = "dashboard, log of 20 rows";
    private const string Template = "template's counter";
    private const int LogRows = 20;
    private const int Fewest = 50; // below, what the server does anyway shows more than they do
    private const int MostRounds = 9;

    public static Command Command()
    {
        var circuits = NumberOption.Of("--circuits", "Open pages", unlessGiven: 1000, Fewest, SocketRoom.Most);
        var rounds = NumberOption.Of("--rounds", "Measurements of each, in turn", unlessGiven: 3, fewest: 1, MostRounds);
        var command = new Command("circuits", "Memory and processor time of open pages, beside the stock template") { circuits, rounds };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(circuits), parsed.GetValue(rounds), ct));
        return command;
    }

    private static async Task RunAsync(int circuits, int rounds, CancellationToken ct)
    {
        using var app = await Published.AppAsync(ct);
        using var template = await Published.TemplateAsync("blazor -int Server -ai", ct);
        using var place = Place.OnSqlite();
        var households = await place.MoveInAsync(circuits, LogRows, ct);
        var dashboards = new CircuitLoad("/dashboard", [.. households.Select(household => household.Cookie)]);
        var counters = new CircuitLoad("/counter", [.. Enumerable.Repeat("", circuits)]);
        var taken = new Dictionary<string, List<CircuitFigures>> { [Ours] = [], [Template] = [] };
        await Turns.TakeAsync(
            rounds,
            [
                new(Ours, stop => MeasureAsync(Ours, app, place.Settings, dashboards, stop)),
                new(Template, stop => MeasureAsync(Template, template, [$"--contentRoot={template.Folder}"], counters, stop)),
            ],
            ct);
        Print(circuits, CircuitFigures.Median(taken[Ours]), CircuitFigures.Median(taken[Template]));

        async Task<double> MeasureAsync(string name, Published program, IEnumerable<string> settings, CircuitLoad load, CancellationToken stop)
        {
            await using var server = await StartedProgram.StartAsync(program.Program, ["--urls=http://127.0.0.1:0", .. settings], stop);
            var figures = await load.MeasureAsync(server, stop);
            taken[name].Add(figures);
            return figures.KiB;
        }
    }

    private static void Print(int circuits, CircuitFigures ours, CircuitFigures template)
    {
        var table = new MarkdownTable($"{circuits:N0} open pages", Ours, Template, "ratio");
        Add("memory of one, KiB", figures => figures.KiB);
        Add("opened in a second", figures => figures.PerSecond);
        Add("processor time to open one, ms", figures => figures.OpeningMilliseconds);
        Add("processor time of all while idle, % of one core", figures => figures.IdlePercent);
        table.Print();

        void Add(string what, Func<CircuitFigures, double> figure) => table.Add(
            what, Text($"{figure(ours):N1}"), Text($"{figure(template):N1}"), Text($"{figure(ours) / figure(template):F2}"));
    }

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);
}

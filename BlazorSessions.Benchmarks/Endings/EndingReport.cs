using System.CommandLine;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Benchmarks.Serving;
using BlazorSessions.Benchmarks.Statistics;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Endings;

/// <summary>How long a session that was signed out is still let in, at the node that did it and at another.</summary>
internal static class EndingReport
{
    private const int DefaultSessions = 200;
    private const int WarmUp = 20; // sessions: code is compiled, connections stand

    private static readonly string[] Nodes = ["the node that signed it out", "the other node"];

    public static Command Command()
    {
        var sessions = NumberOption.Of("--sessions", "Sessions to sign out, one after the other", DefaultSessions, fewest: 20, most: 1000);
        var command = new Command("ending", "How long a session that was signed out is still let in, on two nodes") { sessions };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(sessions), ct));
        return command;
    }

    private static async Task RunAsync(int sessions, CancellationToken ct)
    {
        await using var postgres = await PostgresInstance.StartAsync(isDurable: true);
        using var place = await Place.OnAsync(postgres);
        var households = await Household.MoveInAsync(place, sessions + WarmUp, ct);
        await using var first = await StartedProgram.StartServerAsync(ServerKind.Ours, place.Settings, ct);
        await using var second = await StartedProgram.StartServerAsync(ServerKind.Ours, place.Settings, ct);
        var endings = new List<Ending>();
        foreach (var household in households)
        {
            endings.Add(await Ending.ObserveAsync([first.Address, second.Address], household, ct));
            if (endings.Count % WarmUp == 0)
            {
                Progress.Say($"{endings.Count} of {households.Count} signed out");
            }
        }

        Print(endings[WarmUp..]);
    }

    private static void Print(List<Ending> endings)
    {
        var table = new MarkdownTable(
            "from the answer to the signing out to the first 401", "sessions", "median ms", "99 % ms", "longest ms", "let in after it");
        foreach (var (number, node) in Nodes.Index())
        {
            double[] times = [.. endings.Select(e => e.Nodes[number].MillisecondsAfter(e.AnsweredAt))];
            var letIn = endings.Count(e => e.Nodes[number].IsLetInAfter(e.AnsweredAt));
            table.Add(node, $"{times.Length}", $"{Quantiles.Of(times, 0.5):F2}", $"{Quantiles.Of(times, 0.99):F2}", $"{times.Max():F2}", $"{letIn}");
        }

        table.Print();
    }
}

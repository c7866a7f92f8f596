using System.CommandLine;
using BlazorSessions.App.Live;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Notifications;

/// <summary>What the notifications cost: sign-ins and endings a second with and without them, while one, two or four nodes listen.</summary>
internal static class NotifyReport
{
    private const int Accounts = 200;

    private static readonly int[] NodeCounts = [1, 2, 4];

    public static Command Command() => RoundsCommand.Of(
        "notify", "Sign-ins and endings a second, with and without notifications", rounds: 3, seconds: 3, RunAsync);

    private static async Task RunAsync(int rounds, TimeSpan time, CancellationToken ct)
    {
        var signIns = await HashRate.MeasureAsync(ct);
        await using var postgres = await PostgresInstance.StartAsync(isDurable: true);
        using var place = await Place.OnAsync(postgres);
        await using var loud = await place.OpenAsync();
        await using var silent = await place.OpenAsync(services => services.AddSingleton<ISessionBackplane, SilentBackplane>());
        var households = await Household.MoveInAsync(loud.Services, Accounts, rows: 1, ct);
        var comparison = new NotifyComparison(new(loud.Services, households), new(silent.Services, households), rounds, time);
        await comparison.WarmUpAsync(ct);
        var nodes = new List<StartedProgram>();
        try
        {
            var table = new MarkdownTable(
                "nodes that listen", "flat out: without /s", "with /s", "ratio",
                $"at the rate of the hash ({2 * signIns:N0}/s): without /s", "with /s", "ratio", "median ms without", "with", "99 % ms without", "with");
            foreach (var count in NodeCounts)
            {
                while (nodes.Count < count)
                {
                    nodes.Add(await StartedProgram.StartAppAsync(place.Settings, ct));
                }

                table.Add([$"{count}", .. await comparison.CellsAsync($"{count} listening", signIns, ct)]);
            }

            table.Print();
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }
}

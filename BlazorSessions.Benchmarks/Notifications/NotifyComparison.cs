using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.Notifications;

/// <summary>The same load with notifications and without, in turn: flat out, and at the rate that sign-ins with their hash can have.</summary>
internal sealed class NotifyComparison(SessionLoad loud, SessionLoad silent, int rounds, TimeSpan time)
{
    private const string With = "with notifications";
    private const string Without = "without";

    public async Task WarmUpAsync(CancellationToken ct)
    {
        Progress.Say("warming up");
        await loud.FlatOutAsync(time, ct);
        await silent.FlatOutAsync(time, ct);
    }

    /// <summary>A row of the table without its first cell.</summary>
    public async Task<IReadOnlyList<string>> CellsAsync(string where, double signIns, CancellationToken ct)
    {
        var flatOut = await TakeAsync($"{where}, flat out", (load, cancelled) => load.FlatOutAsync(time, cancelled), ct);
        var paced = await TakeAsync($"{where}, at the rate of the hash", (load, cancelled) => load.PacedAsync(signIns, time, cancelled), ct);
        return
        [
            .. RatesIn(flatOut),
            .. RatesIn(paced),
            .. ((Func<Transactions, double>[])[t => t.Median, t => t.P99]).SelectMany(time => (string[])
            [
                $"{Median(paced.Without, time):F1}",
                $"{Median(paced.With, time):F1}",
            ]),
        ];
    }

    private static string[] RatesIn((IReadOnlyList<Transactions> With, IReadOnlyList<Transactions> Without) taken)
    {
        var (with, without) = (Median(taken.With, t => t.PerSecond), Median(taken.Without, t => t.PerSecond));
        return [$"{without:N0}", $"{with:N0}", $"{with / without:F2}"];
    }

    private static double Median(IEnumerable<Transactions> taken, Func<Transactions, double> what) => Quantiles.Of(taken.Select(what), 0.5);

    private async Task<(IReadOnlyList<Transactions> With, IReadOnlyList<Transactions> Without)> TakeAsync(
        string where, Func<SessionLoad, CancellationToken, Task<Transactions>> runAsync, CancellationToken ct)
    {
        var (with, without) = (new List<Transactions>(), new List<Transactions>());
        await Turns.TakeAsync(rounds, [new($"{where}, {Without}", c => TakeAsync(silent, without, c)), new($"{where}, {With}", c => TakeAsync(loud, with, c))], ct);
        return (with, without);

        async Task<double> TakeAsync(SessionLoad load, List<Transactions> into, CancellationToken cancelled)
        {
            into.Add(await runAsync(load, cancelled));
            return into[^1].PerSecond;
        }
    }
}

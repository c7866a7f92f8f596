using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.Circuits;

/// <summary>What the open pages of a server take.</summary>
/// <param name="KiB">Resident memory of one.</param>
/// <param name="PerSecond">How many were opened in a second, the loading of the page included.</param>
/// <param name="OpeningMilliseconds">Processor time of the server to open one.</param>
/// <param name="IdlePercent">Of one core, with all of them open and nobody doing anything.</param>
internal sealed record CircuitFigures(double KiB, double PerSecond, double OpeningMilliseconds, double IdlePercent)
{
    /// <summary>The median of each.</summary>
    public static CircuitFigures Median(IReadOnlyCollection<CircuitFigures> rounds)
    {
        return new(Of(f => f.KiB), Of(f => f.PerSecond), Of(f => f.OpeningMilliseconds), Of(f => f.IdlePercent));

        double Of(Func<CircuitFigures, double> figure) => Quantiles.Of(rounds.Select(figure)).Median;
    }
}

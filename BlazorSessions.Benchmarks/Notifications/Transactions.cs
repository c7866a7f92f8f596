using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.Notifications;

/// <summary>What became of a load: how many a second, and how long one took in milliseconds.</summary>
internal sealed record Transactions(double PerSecond, IReadOnlyList<double> Times)
{
    public double Median => Quantiles.Of(Times, 0.5);

    public double P99 => Quantiles.Of(Times, 0.99);
}

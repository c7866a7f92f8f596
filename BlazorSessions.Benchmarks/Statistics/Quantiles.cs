namespace BlazorSessions.Benchmarks.Statistics;

/// <summary>Where the middle of some samples is, and where all but the fastest and the slowest are.</summary>
internal sealed record Quantiles(double P5, double Median, double P95, double P99)
{
    public static Quantiles Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return new(At(sorted, 0.05), At(sorted, 0.5), At(sorted, 0.95), At(sorted, 0.99));
    }

    /// <summary>What so large a part of the samples is not above.</summary>
    public static double Of(IEnumerable<double> samples, double part) => At([.. samples.Order()], part);

    // Between two samples in proportion, as R and NumPy do by default.
    private static double At(double[] sorted, double part)
    {
        var position = part * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}

namespace BlazorSessions.Benchmarks.Statistics;

/// <summary>The standard normal distribution, which the base library does not have.</summary>
internal static class Normal
{
    private static readonly double[] Coefficients = [0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429];

    /// <summary>
    /// How probable a value is that lies at least this far from the middle, on either side; seven digits after the point are
    /// right (Abramowitz and Stegun, 26.2.17).
    /// </summary>
    public static double TwoTails(double deviations)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(deviations)));
        var polynomial = Coefficients.Reverse().Aggregate(0.0, (sum, coefficient) => (sum + coefficient) * t);
        return 2 * polynomial * Math.Exp(-deviations * deviations / 2) / Math.Sqrt(2 * Math.PI);
    }
}

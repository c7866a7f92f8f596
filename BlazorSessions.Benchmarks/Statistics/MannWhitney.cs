namespace BlazorSessions.Benchmarks.Statistics;

/// <summary>
/// Whether two kinds of samples can be told apart by their order alone: the U test of Mann and Whitney (1947), two-sided,
/// by the normal approximation with its correction for ties. It asks nothing of the shape of the distributions, and times of
/// requests have none that one could name.
/// </summary>
/// <param name="Rate">How often a first sample is above a second one, ties counted half; also the area under the ROC curve.</param>
/// <param name="Spread">The standard deviation of that rate where there is no difference.</param>
internal sealed record MannWhitney(double Rate, double Spread)
{
    /// <summary>From which probability on a difference is put down to chance.</summary>
    public const double Significance = 0.01;

    private const double Chance = 0.5;
    private const double SignificantDeviations = 2.5758; // two-sided, for the significance above

    /// <summary>How probable a rate so far from chance is where there is no difference.</summary>
    public double P => Spread > 0 ? Normal.TwoTails((Rate - Chance) / Spread) : 1;

    public bool TellsApart => P < Significance;

    /// <summary>How often one guesses right who is shown one sample of each kind and knows which kind tends to be slower.</summary>
    public double BestGuessRate => Chance + Math.Abs(Rate - Chance);

    /// <summary>What the best guess must reach to be called a difference: with few samples, a small one stays unseen.</summary>
    public double RateThatTells => Chance + (SignificantDeviations * Spread);

    public static MannWhitney Compare(IReadOnlyCollection<double> first, IReadOnlyCollection<double> second)
    {
        double n = first.Count, m = second.Count, all = n + m;
        double rankSum = 0, ties = 0, before = 0;
        var steps = first.Select(value => (Value: value, IsFirst: true))
            .Concat(second.Select(value => (Value: value, IsFirst: false)))
            .GroupBy(sample => sample.Value).OrderBy(step => step.Key);
        foreach (var step in steps)
        {
            double count = step.Count();
            rankSum += step.Count(sample => sample.IsFirst) * (before + ((count + 1) / 2)); // who ties shares the middle rank
            ties += (count * count * count) - count;
            before += count;
        }

        var u = rankSum - (n * (n + 1) / 2);
        var deviation = Math.Sqrt(n * m / 12 * (all + 1 - (ties / (all * (all - 1)))));
        return new(u / (n * m), deviation / (n * m));
    }
}

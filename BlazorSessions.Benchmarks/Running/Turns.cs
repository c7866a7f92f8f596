using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>Something that is measured beside others.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="MeasureAsync">One measurement.</param>
internal sealed record Candidate(string Name, Func<CancellationToken, Task<double>> MeasureAsync);

/// <summary>Measures all of them in each round, in turn: what else the machine does, and how warm it is, meets all alike.</summary>
internal static class Turns
{
    /// <returns>The measurements of each, by name, in the order of the rounds.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<double>>> TakeAsync(
        int rounds, IReadOnlyList<Candidate> candidates, CancellationToken ct)
    {
        var taken = candidates.ToDictionary(c => c.Name, _ => new List<double>());
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var candidate in candidates)
            {
                var measured = await candidate.MeasureAsync(ct);
                taken[candidate.Name].Add(measured);
                Progress.Say($"round {round} of {rounds}, {candidate.Name}: {measured:N1}");
            }
        }

        return taken.ToDictionary(t => t.Key, t => (IReadOnlyList<double>)t.Value);
    }

    public static double Median(this IReadOnlyDictionary<string, IReadOnlyList<double>> taken, string name) => Quantiles.Of(taken[name]).Median;
}

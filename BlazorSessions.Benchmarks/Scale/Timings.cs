using System.Diagnostics;
using BlazorSessions.Benchmarks.Statistics;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>How long each action took, in milliseconds, at each place.</summary>
internal sealed class Timings
{
    private readonly Dictionary<(string Action, string Place), List<double>> taken = [];
    private readonly List<string> actions = []; // in the order in which they were first done

    public IReadOnlyList<string> Actions => actions;

    public async Task<T> TakeAsync<T>(string action, string place, Func<Task<T>> actAsync)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await actAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (!actions.Contains(action))
        {
            actions.Add(action);
        }

        taken.TryAdd((action, place), []);
        taken[(action, place)].Add(took);
        return result;
    }

    public Quantiles Of(string action, string place) => Quantiles.Of(taken[(action, place)]);
}

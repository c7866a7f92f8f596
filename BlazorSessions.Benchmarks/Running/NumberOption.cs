using System.CommandLine;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>A number that a command takes, within bounds: below them it tells nothing, above them nobody waits for it.</summary>
internal static class NumberOption
{
    public static Option<int> Of(string name, string description, int unlessGiven, int fewest, int most)
    {
        var option = new Option<int>(name) { Description = $"{description}, {fewest} to {most}", DefaultValueFactory = _ => unlessGiven };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is var number && (number < fewest || number > most))
            {
                given.AddError($"{name} must be between {fewest} and {most}.");
            }
        });
        return option;
    }
}

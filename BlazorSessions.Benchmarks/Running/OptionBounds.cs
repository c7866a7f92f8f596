using System.CommandLine;
using System.Globalization;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>Numbers of the command line, which are held to what ends in time.</summary>
internal static class OptionBounds
{
    public static void AcceptFrom(this Option<int> option, int fewest, int most) => option.Validators.Add(given =>
    {
        var value = given.GetValueOrDefault<int>();
        if (value < fewest || value > most)
        {
            given.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be between {fewest} and {most}."));
        }
    });
}

using System.CommandLine;

namespace BlazorSessions.App.Commands;

/// <summary>A part of a list, and how much of it is asked for.</summary>
internal static class Listed
{
    private const int Usual = 1_000;
    private const int Most = 1_000_000;

    public static Option<int> AtMost()
    {
        var option = new Option<int>("--at-most") { Description = "How many; what is left out is said", DefaultValueFactory = _ => Usual };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > Most)
            {
                given.AddError($"--at-most is a whole number from 1 to {Most}.");
            }
        });
        return option;
    }

    /// <param name="found">One more than was asked for, if there is one.</param>
    /// <param name="atMost">How many were asked for.</param>
    public static Listed<T> Of<T>(IReadOnlyList<T> found, int atMost) => new([.. found.Take(atMost)], found.Count > atMost);
}

/// <param name="Items">What was asked for.</param>
/// <param name="IsMore">There is more than that.</param>
internal sealed record Listed<T>(IReadOnlyList<T> Items, bool IsMore);

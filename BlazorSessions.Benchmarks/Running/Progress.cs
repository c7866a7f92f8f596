using System.Diagnostics;
using System.Globalization;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>What is being done, and since when, on the error stream: the table alone goes to the output.</summary>
internal static class Progress
{
    private static readonly long Start = Stopwatch.GetTimestamp();

    public static void Say(string what) =>
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(Start).TotalSeconds,6:F0} s  {what}"));
}

using System.CommandLine;

namespace BlazorSessions.Benchmarks.Running;

/// <summary>A command that measures for some seconds at a time, in rounds.</summary>
internal static class RoundsCommand
{
    public static Command Of(string name, string description, int rounds, int seconds, Func<int, TimeSpan, CancellationToken, Task> runAsync)
    {
        var roundsOption = NumberOption.Of("--rounds", "Rounds, each with all that is compared in turn", rounds, fewest: 1, most: 20);
        var secondsOption = NumberOption.Of("--seconds", "Seconds of each in a round", seconds, fewest: 1, most: 30);
        var command = new Command(name, description) { roundsOption, secondsOption };
        command.SetAction((parsed, ct) => runAsync(parsed.GetValue(roundsOption), TimeSpan.FromSeconds(parsed.GetValue(secondsOption)), ct));
        return command;
    }
}

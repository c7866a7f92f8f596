using BlazorSessions.App.Chain;

namespace BlazorSessions.App.Commands;

/// <summary>How far something long has come, on the standard error: one line that is written over in a terminal, or one each ten seconds.</summary>
internal sealed class ProgressLine(string what, TextWriter error) : IProgress<LogProgress>, IDisposable
{
    private static readonly TimeSpan InATerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan InAFile = TimeSpan.FromSeconds(10);

    private readonly TimeProvider clock = TimeProvider.System;
    private readonly long begun = TimeProvider.System.GetTimestamp();
    private long saidAt = TimeProvider.System.GetTimestamp();
    private bool isOpen;

    public void Report(LogProgress value)
    {
        if (clock.GetElapsedTime(saidAt) < (Console.IsErrorRedirected ? InAFile : InATerminal))
        {
            return;
        }

        saidAt = clock.GetTimestamp();
        var rate = value.Entries / clock.GetElapsedTime(begun).TotalSeconds;
        var text = $"{value.Entries:N0} of {value.Of:N0} {what} ({100.0 * value.Entries / Math.Max(value.Of, 1):N0} %), {rate:N0} a second";
        error.Write(Console.IsErrorRedirected ? text + "\n" : $"\r{text}   ");
        isOpen = !Console.IsErrorRedirected;
    }

    public void Dispose()
    {
        if (isOpen)
        {
            error.WriteLine();
            isOpen = false;
        }
    }
}

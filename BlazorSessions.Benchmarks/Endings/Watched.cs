using System.Diagnostics;

namespace BlazorSessions.Benchmarks.Endings;

/// <summary>What one node answered about a session that was ended meanwhile, as timestamps of <see cref="Stopwatch"/>.</summary>
/// <param name="LetInAt">When the last request was sent that was let in.</param>
/// <param name="RefusedAt">When the first answer came that refused it.</param>
internal sealed record Watched(long LetInAt, long RefusedAt)
{
    /// <summary>From an ending, whose answer came then, to the refusal; nothing when the refusal came first.</summary>
    public double MillisecondsAfter(long ending) => Math.Max(0, Stopwatch.GetElapsedTime(ending, RefusedAt).TotalMilliseconds);

    /// <summary>A request was let in that was sent when the ending had been answered.</summary>
    public bool IsLetInAfter(long ending) => LetInAt > ending;
}

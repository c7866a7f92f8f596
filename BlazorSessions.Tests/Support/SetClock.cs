namespace BlazorSessions.Tests.Support;

/// <summary>A machine whose clock has been set wrong; what it counts by is not touched by that.</summary>
public sealed class SetClock(TimeProvider right) : TimeProvider
{
    public TimeSpan Off { get; set; }

    public override long TimestampFrequency => right.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + Off;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        right.CreateTimer(callback, state, dueTime, period);
}

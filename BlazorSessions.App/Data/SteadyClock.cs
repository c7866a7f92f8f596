namespace BlazorSessions.App.Data;

/// <summary>
/// The machine's clock, which here never goes back: where it is set back, time goes on as it is counted, so that no session and
/// no code lives longer for it. Set forward, it is believed. At a start it is taken as it is.
/// </summary>
public sealed class SteadyClock(TimeProvider machine) : TimeProvider
{
    private readonly Lock turn = new();
    private DateTimeOffset last = machine.GetUtcNow();
    private long lastAt = machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (turn)
        {
            var at = machine.GetTimestamp();
            var (counted, told) = (last + machine.GetElapsedTime(lastAt, at), machine.GetUtcNow());
            (last, lastAt) = (counted > told ? counted : told, at);
            return last;
        }
    }

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}

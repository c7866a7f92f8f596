namespace BlazorSessions.App.Data;

/// <summary>
/// The clock that all nodes share: the database's, read by each node at its start and every second, and carried on in
/// between by a counter that nobody can set. What a node's own clock says, or that it is set back, changes nothing.
/// </summary>
/// <param name="machine">Counts, runs the timers, and is the clock until the database has been read.</param>
public sealed class DatabaseClock(TimeProvider machine) : TimeProvider
{
    private const double GrowthOfDoubt = 0.001; // a counter that goes wrong by more than a second in a quarter of an hour is broken

    private volatile Reading? reading;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>
    /// Goes by what the database answered to a question sent at <paramref name="askedAt"/>: half of the way there and back lies
    /// before it, give or take that half. An answer that was held up, and so says less than is known already, is passed over.
    /// </summary>
    public void Follow(DateTimeOffset databaseTime, long askedAt)
    {
        var half = machine.GetElapsedTime(askedAt) / 2;
        if (reading is not { } last || half <= last.Doubt + (GrowthOfDoubt * machine.GetElapsedTime(last.Timestamp)))
        {
            reading = new(databaseTime + half, half, machine.GetTimestamp());
        }
    }

    public override DateTimeOffset GetUtcNow() =>
        reading is { } last ? last.Time + machine.GetElapsedTime(last.Timestamp) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    private sealed record Reading(DateTimeOffset Time, TimeSpan Doubt, long Timestamp);
}

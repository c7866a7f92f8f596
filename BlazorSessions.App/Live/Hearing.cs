namespace BlazorSessions.App.Live;

/// <summary>
/// Whether this node hears of everything that happens. The listener says so again and again, each time of the moment at which
/// it asked; when it does not for two seconds, nothing is taken for known any more that was not read anew.
/// </summary>
/// <remarks>It goes by the machine's counter, which nobody can set: how long ago something was heard is no rule of the product.</remarks>
public sealed class Hearing
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(2);

    private long sureUntil = long.MinValue;

    public bool IsSure => TimeProvider.System.GetTimestamp() < Volatile.Read(ref sureUntil);

    /// <summary>What the listener asked of the database at that moment has been answered, and it has missed nothing.</summary>
    /// <param name="askedAt">By the machine's counter.</param>
    public void Hears(long askedAt) =>
        Volatile.Write(ref sureUntil, askedAt + (long)(Lasts.TotalSeconds * TimeProvider.System.TimestampFrequency));

    /// <summary>The listener is cut off.</summary>
    public void IsLost() => Volatile.Write(ref sureUntil, long.MinValue);
}

namespace BlazorSessions.Domain.Sessions;

/// <summary>Names one sign-in, from the asking to its end. Not a secret: it opens nothing.</summary>
public readonly record struct SessionId(Guid Value) : IComparable<SessionId>
{
    /// <summary>A new id; ids made later sort later, to the millisecond.</summary>
    public static SessionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Ids sort by the time they were made at.</summary>
    public int CompareTo(SessionId other) => Value.CompareTo(other.Value);

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(SessionId left, SessionId right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(SessionId left, SessionId right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(SessionId left, SessionId right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(SessionId left, SessionId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as it stands in URLs and JSON.</summary>
    public override string ToString() => Value.ToString();
}

namespace BlazorSessions.Domain.Accounts;

/// <summary>Names one person's account.</summary>
public readonly record struct UserId(Guid Value)
{
    /// <summary>A new id; ids made later sort later, to the millisecond.</summary>
    public static UserId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The id as it stands in claims and JSON.</summary>
    public override string ToString() => Value.ToString();
}

using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Accounts;

/// <summary>What is kept of a recovery code: enough to know it again, and not to make it.</summary>
public sealed class StoredRecoveryCode
{
    private StoredRecoveryCode()
    {
    }

    internal StoredRecoveryCode(UserId user, RecoveryCode code, int set)
    {
        UserId = user;
        Hash = code.Hash();
        Set = set;
    }

    /// <summary>Whose it is.</summary>
    public UserId UserId { get; private init; }

    /// <summary>Its hash.</summary>
    public TokenHash Hash { get; private init; }

    /// <summary>Which ten it belongs to; a later set has a higher number.</summary>
    public int Set { get; private init; }

    /// <summary>When it was used; it is good for once.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Until when it is good although its set was replaced; null while its set is the one that stands.</summary>
    public DateTimeOffset? GoodUntil { get; private set; }

    /// <summary>It opens the account.</summary>
    public bool IsGoodAt(DateTimeOffset now) => UsedAt is null && !IsOverAt(now);

    internal bool IsOverAt(DateTimeOffset now) => GoodUntil <= now;

    internal void Use(DateTimeOffset now) => UsedAt = now;

    internal void GoodFor(TimeSpan time, DateTimeOffset now) => GoodUntil = now + time;

    internal void Restore() => GoodUntil = null;
}

using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Domain.Devices;

/// <summary>A browser that was let in once, known again by its device cookie. That opens nothing; it tells old from new.</summary>
public sealed class KnownDevice
{
    /// <summary>
    /// How long a device is new. What it changes in this time can be undone as long (A39 of the threat model: the thief who
    /// came first).
    /// </summary>
    public static readonly TimeSpan NewFor = TimeSpan.FromDays(7);

    /// <summary>Devices that are kept of one account at the most.</summary>
    public const int AtMost = 50;

    private KnownDevice()
    {
    }

    internal KnownDevice(Session session, DateTimeOffset now)
    {
        UserId = session.UserId;
        Key = session.DeviceKey;
        FirstSeenAt = now;
        SeenWith(session, now);
    }

    /// <summary>Whose account knows it.</summary>
    public UserId UserId { get; private init; }

    /// <summary>The hash of its device cookie.</summary>
    public TokenHash Key { get; private init; }

    /// <summary>What a person would call it, as of its last sign-in.</summary>
    public string Name { get; private set; } = "";

    /// <summary>When it was first let in.</summary>
    public DateTimeOffset FirstSeenAt { get; private init; }

    /// <summary>When it was last let in.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>It was first let in less than <see cref="NewFor"/> ago.</summary>
    public bool IsNewAt(DateTimeOffset now) => FirstSeenAt + NewFor > now;

    /// <summary>
    /// A person at this device may have the other forgotten: a device that is still new has only those forgotten that came
    /// after it, so that a thief does not make the owner's own devices new.
    /// </summary>
    public bool MayHaveForgotten(KnownDevice other, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(other);
        return !IsNewAt(now) || FirstSeenAt < other.FirstSeenAt;
    }

    internal void SeenWith(Session session, DateTimeOffset now)
    {
        Name = session.DeviceName;
        LastSeenAt = now;
    }
}

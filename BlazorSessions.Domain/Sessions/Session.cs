using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Domain.Sessions;

/// <summary>
/// One sign-in whose password was right, from the asking to its end, and the row of the session log that tells of it.
/// </summary>
/// <remarks>
/// Asked, then either opened (it has a slot and a token) and later ended, or ended without ever opening.
/// While it waits for a yes, <see cref="WaitsUntil"/> is set. Only <see cref="UserSessions"/> changes it.
/// The hash of its token outlives it, so that a late cookie can be told why its session ended.
/// </remarks>
public sealed class Session
{
    private Session()
    {
    }

    /// <summary>Its name.</summary>
    public SessionId Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public UserId UserId { get; private init; }

    /// <summary>The browser, by the hash of its device cookie.</summary>
    public TokenHash DeviceKey { get; private init; }

    /// <summary>The device as a person would call it.</summary>
    public string DeviceName { get; private init; } = "";

    /// <summary>Phone, tablet, desktop or bot; unknown of a sign-in from before this was kept.</summary>
    public DeviceKind DeviceKind { get; private init; }

    /// <summary>What the browser said of itself, cleaned.</summary>
    public string UserAgent { get; private init; } = "";

    /// <summary>Where the sign-in came from.</summary>
    public string IpAddress { get; private init; } = "";

    /// <summary>The account did not know this device when it asked.</summary>
    public bool IsNewDevice { get; private init; }

    /// <summary>When the right password was given.</summary>
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>Until when it may wait for a yes or, once it has that, to be collected; null when it does not wait.</summary>
    public DateTimeOffset? WaitsUntil { get; private set; }

    /// <summary>When it opened.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>When the password was last typed for it; null when that is not known.</summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it ended.</summary>
    public SessionEndReason? EndReason { get; private set; }

    /// <summary>The session that approved it.</summary>
    public SessionId? ApprovedBy { get; private set; }

    /// <summary>Its place among the user's open sessions, from 1; set only while it is open, and unique for the user.</summary>
    public int? Slot { get; private set; }

    /// <summary>The hash of the token that its browser holds.</summary>
    public TokenHash? TokenHash { get; private set; }

    /// <summary>Opened and not ended; it may be overdue all the same, which <see cref="SessionPolicy.EndOf"/> tells.</summary>
    public bool IsOpen => Slot is not null;

    /// <summary>It did not walk in: it had to ask for a yes, or found no room.</summary>
    public bool HadToAsk => OpenedAt is null || ApprovedBy is not null;

    /// <summary>An open session was used then, by somebody who was let in; an earlier moment than is known changes nothing.</summary>
    public void SeenAt(DateTimeOffset then)
    {
        if (IsOpen && then > LastSeenAt)
        {
            LastSeenAt = then;
        }
    }

    /// <summary>The same session as it is with that use: a new object, for whoever shares this one.</summary>
    public Session WithUseAt(DateTimeOffset then)
    {
        var used = (Session)MemberwiseClone();
        used.SeenAt(then);
        return used;
    }

    internal static Session Ask(UserId user, Device device, bool isNewDevice, DateTimeOffset now) => new()
    {
        Id = SessionId.New(now),
        UserId = user,
        DeviceKey = device.Key,
        DeviceName = device.Name,
        DeviceKind = device.Kind,
        UserAgent = device.UserAgent,
        IpAddress = device.IpAddress,
        IsNewDevice = isNewDevice,
        AskedAt = now,
        ProvedAt = now,
    };

    internal void WaitUntil(DateTimeOffset until) => WaitsUntil = until;

    internal void ApproveUntil(DateTimeOffset collectBy, SessionId by)
    {
        WaitsUntil = collectBy;
        ApprovedBy = by;
    }

    internal void Open(TokenHash token, int slot, DateTimeOffset now)
    {
        WaitsUntil = null;
        TokenHash = token;
        Slot = slot;
        OpenedAt = now;
        LastSeenAt = now;
    }

    internal void Prove(TokenHash token, DateTimeOffset now)
    {
        TokenHash = token;
        ProvedAt = now;
    }

    internal void End(SessionEnd end)
    {
        WaitsUntil = null;
        Slot = null;
        EndedAt = end.At;
        EndReason = end.Reason;
    }
}

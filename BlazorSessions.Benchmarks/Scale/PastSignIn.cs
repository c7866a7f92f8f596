using BlazorSessions.App.Data;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>A sign-in that is over, as its rows tell of it.</summary>
/// <param name="User">Whose.</param>
/// <param name="Number">Which of the user's, from 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="AskedAt">When it was asked for.</param>
internal readonly record struct PastSignIn(Guid User, long Number, Guid Id, DateTimeOffset AskedAt)
{
    public static readonly string[] SessionColumns =
    [
        "UserId", "Id", "DeviceKey", "DeviceName", "DeviceKind", "UserAgent", "IpAddress", "IsNewDevice", "AskedAt", "ProvedAt",
        "OpenedAt", "LastSeenAt", "EndedAt", "EndReason", "TokenHash",
    ];

    public static readonly string[] EntryColumns =
        ["UserId", "Number", "At", "Kind", "SessionId", "Reason", "Notice", "DeviceName", "IpAddress", "Hash"];

    private const int Addresses = 250;
    private static readonly TimeSpan Stayed = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan Waited = TimeSpan.FromMinutes(2);
    private static readonly Device[] Devices = [.. UserAgents.All.Select((userAgent, i) =>
        new Device(OpaqueToken.Issue().Hash(), userAgent, $"198.51.100.{i % Addresses}"))];

    // Of ten, seven were let in.
    private static readonly SessionEndReason[] Ends =
    [
        SessionEndReason.SignedOut, SessionEndReason.Idle, SessionEndReason.SignedOut, SessionEndReason.Refused, SessionEndReason.Replaced,
        SessionEndReason.SignedOutElsewhere, SessionEndReason.Denied, SessionEndReason.Idle, SessionEndReason.CodeExpired, SessionEndReason.TooOld,
    ];

    private SessionEndReason End => Ends[Number % Ends.Length];

    private bool WasLetIn => End is not (SessionEndReason.Refused or SessionEndReason.Denied or SessionEndReason.CodeExpired);

    private DateTimeOffset EndedAt => End == SessionEndReason.Refused ? AskedAt : AskedAt + (WasLetIn ? Stayed : Waited);

    // Each user has three of them.
    private Device Device => Devices[((uint)User.GetHashCode() + Number % 3) % Devices.Length];

    /// <summary>Its row of the sessions.</summary>
    public object?[] Session =>
    [
        User, Id, Device.Key.Value, Device.Name, $"{Device.Kind}", Device.UserAgent, Device.IpAddress, false, AskedAt, AskedAt,
        WasLetIn ? AskedAt : null, WasLetIn ? EndedAt : null, EndedAt, $"{End}", WasLetIn ? OpaqueToken.Issue().Reveal() : null,
    ];

    /// <summary>The log's line of its end, before it has its hash.</summary>
    public StoredEntry Entry => new()
    {
        UserId = User,
        Number = Number,
        At = EndedAt,
        Kind = nameof(SessionEventKind.Ended),
        SessionId = Id,
        BySessionId = null,
        Reason = $"{End}",
        Notice = Notice,
        DeviceName = Device.Name,
        IpAddress = Device.IpAddress,
        Hash = null,
    };

    private string? Notice => End switch
    {
        SessionEndReason.Refused => nameof(NoticeKind.SignInRefused),
        SessionEndReason.Denied => nameof(NoticeKind.SignInDenied),
        _ => null,
    };
}

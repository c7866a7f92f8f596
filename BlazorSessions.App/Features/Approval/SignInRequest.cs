using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Approval;

/// <summary>A sign-in that waits for a yes, as the approving person sees it. The code is not in it.</summary>
public sealed record SignInRequest(
    SessionId Id,
    string DeviceName,
    DeviceKind DeviceKind,
    bool IsNewDevice,
    string IpAddress,
    bool IsNewAddress,
    DateTimeOffset AskedAt,
    DateTimeOffset ExpiresAt,
    int TriesLeft,
    bool HadWrongCode);

/// <summary>A sign-in that was asked about, and where it stands.</summary>
public sealed record AskedSignIn(string DeviceName, ApprovalStatus Status);

/// <summary>What an open page may be asked. Closed: no further case can appear elsewhere.</summary>
public abstract record SignInRequests
{
    private SignInRequests()
    {
    }

    /// <summary>The page's session is over.</summary>
    public sealed record SessionEnded : SignInRequests;

    /// <summary>What waits, oldest first, and what became of the one that the page asked about before.</summary>
    public sealed record Waiting(IReadOnlyList<SignInRequest> Requests, AskedSignIn? Asked) : SignInRequests;
}

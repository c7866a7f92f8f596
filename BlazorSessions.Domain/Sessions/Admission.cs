namespace BlazorSessions.Domain.Sessions;

/// <summary>What the limit says to one more sign-in.</summary>
public enum Admission
{
    /// <summary>No session is open: it walks in.</summary>
    Free,

    /// <summary>A session is open and there is room: one that is open must approve it.</summary>
    NeedsApproval,

    /// <summary>There is no room.</summary>
    Full,
}

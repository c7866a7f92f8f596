namespace BlazorSessions.Domain.Approvals;

/// <summary>Where a waiting sign-in stands.</summary>
public enum ApprovalStatus
{
    /// <summary>Nobody has decided.</summary>
    Pending,

    /// <summary>The right code was typed; the waiting device may collect its session.</summary>
    Approved,

    /// <summary>The waiting device has collected its session.</summary>
    Collected,

    /// <summary>An open session said no.</summary>
    Denied,

    /// <summary>The waiting device gave up, or asked again.</summary>
    Cancelled,

    /// <summary>Too many wrong codes were typed.</summary>
    Exhausted,

    /// <summary>The time ran out.</summary>
    Expired,

    /// <summary>No open session is left to approve it.</summary>
    Orphaned,

    /// <summary>It was approved, but the limit was reached before it was collected.</summary>
    Full,
}

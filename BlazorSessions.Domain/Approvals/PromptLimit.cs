namespace BlazorSessions.Domain.Approvals;

/// <summary>
/// How often whoever has the password may have the owner asked, or be told that there is no room. Devices that the account
/// does not know share one count; each known one has its own, so a stranger cannot use up the owner's.
/// </summary>
/// <param name="AtMost">Sign-ins that did not walk in, within <paramref name="Window"/>.</param>
/// <param name="Window">The time in which they are counted.</param>
/// <param name="PauseAfterDenial">After "This wasn't me" no device that is not known has anybody asked for so long.</param>
public sealed record PromptLimit(int AtMost, TimeSpan Window, TimeSpan PauseAfterDenial)
{
    /// <summary>No limit, for load tests.</summary>
    public static readonly PromptLimit None = new(int.MaxValue, TimeSpan.Zero, TimeSpan.Zero);
}

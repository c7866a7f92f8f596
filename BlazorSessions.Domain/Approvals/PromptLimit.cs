using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

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

    /// <summary>How far back sign-ins matter.</summary>
    public TimeSpan LooksBack => Window > PauseAfterDenial ? Window : PauseAfterDenial;

    /// <summary>From when on a device may have somebody asked; null when it may now.</summary>
    /// <param name="device">The device, by the hash of its cookie.</param>
    /// <param name="isKnown">The account knows it.</param>
    /// <param name="recent">The account's sign-ins that were asked for or denied within <see cref="LooksBack"/>, or more.</param>
    /// <param name="now">The moment.</param>
    public DateTimeOffset? NextAt(TokenHash device, bool isKnown, IReadOnlyCollection<Session> recent, DateTimeOffset now)
    {
        var counted = recent
            .Where(s => s.HadToAsk && s.AskedAt > now - Window && (isKnown ? s.DeviceKey == device : s.IsNewDevice))
            .OrderByDescending(s => s.AskedAt).Skip(AtMost - 1).FirstOrDefault();
        var denied = isKnown ? null : recent
            .Where(s => s.EndReason == SessionEndReason.Denied && s.EndedAt > now - PauseAfterDenial)
            .Max(s => s.EndedAt);
        var next = Later(counted?.AskedAt + Window, denied + PauseAfterDenial);
        return next > now ? next : null;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}

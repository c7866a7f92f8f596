using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Settings;

/// <summary>Turns <c>Sessions:*</c> and <c>Approvals:*</c> into the two policies that hold their rules.</summary>
public static class SessionSettings
{
    // A browser keeps no cookie longer than 400 days, so no session can last longer either (RFC 6265bis, 5.5).
    private static readonly TimeSpan LongestCookie = TimeSpan.FromDays(400);

    /// <exception cref="SettingsException">A value that makes no sense.</exception>
    public static SessionPolicy ReadSessions(SettingsReader read) => new(
        read.Number("Sessions:MaxConcurrent", 2, 1, 100),
        read.Time("Sessions:IdleTimeout", TimeSpan.FromMinutes(60), TimeSpan.FromSeconds(1), LongestCookie),
        read.Time("Sessions:AbsoluteLifetime", TimeSpan.FromHours(12), TimeSpan.FromSeconds(1), LongestCookie),
        read.Time("Sessions:IdleWarning", TimeSpan.FromMinutes(2), TimeSpan.Zero, LongestCookie),
        read.Time("Sessions:ProofLifetime", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), LongestCookie));

    /// <param name="read">Where they are read from.</param>
    /// <param name="areLimited">How often others are asked is limited.</param>
    /// <exception cref="SettingsException">A value that makes no sense.</exception>
    public static ApprovalPolicy ReadApprovals(SettingsReader read, bool areLimited)
    {
        var policy = new ApprovalPolicy(
            read.Time("Approvals:Lifetime", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)), // ASVS 6.5.5
            read.Number("Approvals:MaxAttempts", 3, 1, 10),
            new(
                read.Number("RateLimits:Prompts", 5, 1, 1_000),
                read.Time("RateLimits:PromptWindow", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
                read.Time("RateLimits:DenialPause", TimeSpan.FromMinutes(15), TimeSpan.Zero, TimeSpan.FromDays(1))));
        return areLimited ? policy : policy with { Prompts = PromptLimit.None };
    }
}

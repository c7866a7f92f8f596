using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Settings;

/// <summary>Turns <c>Lockout:*</c> into the rule.</summary>
public static class LockoutSettings
{
    private const int MostFailures = 100; // NIST SP 800-63B-4, 3.2.2

    /// <exception cref="SettingsException">A value that makes no sense.</exception>
    public static Lockout Read(SettingsReader read) => new(
        read.Number("Lockout:FreeTries", 10, 1, MostFailures),
        read.Time("Lockout:FirstDelay", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        read.Time("Lockout:LongestDelay", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        read.Number("Lockout:MaxFailures", MostFailures, 1, MostFailures),
        read.Time("Lockout:Forgotten", TimeSpan.FromDays(30), TimeSpan.FromHours(1), TimeSpan.FromDays(365)));
}

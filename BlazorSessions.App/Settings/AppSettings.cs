using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Settings;

/// <summary>Every setting, read and checked once, before anything is started.</summary>
public sealed record AppSettings(
    DatabaseSettings Database,
    string KeyFile,
    SessionPolicy Sessions,
    ApprovalPolicy Approvals,
    LogRetention LogRetention,
    PasswordHashingSettings PasswordHashing,
    RateLimitSettings RateLimits,
    Lockout Lockout,
    ReverseProxySettings ReverseProxy,
    SecuritySettings Security,
    TelemetrySettings Telemetry)
{
    /// <exception cref="SettingsException">The first wrong value.</exception>
    public static AppSettings Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration);
        var database = DatabaseSettings.Read(read);
        var besideData = Path.Combine(Path.GetDirectoryName(database.SqliteFile) ?? DatabaseSettings.DataFolder, "keys");
        var rateLimits = RateLimitSettings.Read(read);
        return new(
            database,
            Path.GetFullPath(read.Text("Keys:File") ?? besideData),
            SessionSettings.ReadSessions(read),
            SessionSettings.ReadApprovals(read, rateLimits.Enabled),
            new(read.Time("Log:Retention", TimeSpan.FromDays(365), TimeSpan.FromDays(1), TimeSpan.FromDays(36500))),
            PasswordHashingSettings.Read(read),
            rateLimits,
            LockoutSettings.Read(read),
            ReverseProxySettings.Read(read),
            SecuritySettings.Read(read),
            TelemetrySettings.Read(read));
    }
}

namespace BlazorSessions.App.Settings;

/// <summary>How many tries of one kind are taken in <see cref="RateLimitSettings.Window"/>.</summary>
/// <param name="PerAddress">From one address, or one /64 of IPv6.</param>
/// <param name="Overall">From everybody together, on one node.</param>
public sealed record TryLimit(int PerAddress, int Overall);

/// <summary>How many circuits there may be on one node.</summary>
/// <param name="PerUser">Open at once for one user.</param>
/// <param name="PerAddress">Open at once for one address, or one /64 of IPv6.</param>
/// <param name="Overall">Open at once.</param>
/// <param name="StartsPerUser">Started, or started again, by one user in <see cref="RateLimitSettings.Window"/>.</param>
/// <param name="EventsPerSecond">What one page may send, for longer than a moment.</param>
public sealed record CircuitLimit(int PerUser, int PerAddress, int Overall, int StartsPerUser, int EventsPerSecond);

/// <summary>Limits by number and rate. The defaults are far above what a family or an office behind one address does.</summary>
/// <param name="Enabled">False switches all of them off, and the delays after wrong passwords.</param>
/// <param name="Window">The time in which tries are counted.</param>
/// <param name="SignIns">Sign-ins, right or wrong.</param>
/// <param name="SignUps">Sign-ups.</param>
/// <param name="Recoveries">Tries of a recovery code.</param>
/// <param name="Approvals">What both sides of an approval send as forms.</param>
/// <param name="WrongTries">Wrong passwords and recovery codes from one address.</param>
/// <param name="KnownDevice">Tries of any kind from a device that the account knows, which meets none of the limits by address.</param>
/// <param name="Circuits">Open pages.</param>
/// <param name="PolicyReports">Lines of the log in a minute that tell what browsers report.</param>
public sealed record RateLimitSettings(
    bool Enabled,
    TimeSpan Window,
    TryLimit SignIns,
    TryLimit SignUps,
    TryLimit Recoveries,
    TryLimit Approvals,
    int WrongTries,
    int KnownDevice,
    CircuitLimit Circuits,
    int PolicyReports)
{
    private const int Most = 1_000_000;

    /// <exception cref="SettingsException">A value that makes no sense.</exception>
    public static RateLimitSettings Read(SettingsReader read) => new(
        read.YesOrNo("RateLimits:Enabled", true),
        read.Time("RateLimits:Window", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        new(read.Number("RateLimits:SignIns", 300, 1, Most), read.Number("RateLimits:SignInsOverall", 3_000, 1, Most)),
        new(read.Number("RateLimits:SignUps", 100, 1, Most), read.Number("RateLimits:SignUpsOverall", 1_000, 1, Most)),
        new(read.Number("RateLimits:Recoveries", 100, 1, Most), read.Number("RateLimits:RecoveriesOverall", 1_000, 1, Most)),
        new(read.Number("RateLimits:Approvals", 300, 1, Most), read.Number("RateLimits:ApprovalsOverall", 6_000, 1, Most)),
        read.Number("RateLimits:WrongTries", 50, 1, Most),
        read.Number("RateLimits:KnownDevice", 60, 1, Most),
        new(
            read.Number("RateLimits:CircuitsPerUser", 50, 1, Most),
            read.Number("RateLimits:CircuitsPerAddress", 500, 1, Most),
            read.Number("RateLimits:CircuitsOverall", 5_000, 1, Most),
            read.Number("RateLimits:CircuitStarts", 600, 1, Most),
            read.Number("RateLimits:CircuitEvents", 50, 1, Most)),
        read.Number("RateLimits:PolicyReports", 30, 1, Most));
}

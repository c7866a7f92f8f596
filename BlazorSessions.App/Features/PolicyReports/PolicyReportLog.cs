using System.Threading.RateLimiting;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Features.PolicyReports;

/// <summary>Writes reports into the security log, and never so many that they would fill it: one that is true comes again.</summary>
internal sealed class PolicyReportLog(SecurityLog log, RateLimitSettings settings) : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RateLimiter? limit = !settings.Enabled ? null : new FixedWindowRateLimiter(new()
    {
        PermitLimit = settings.PolicyReports,
        Window = Window,
        QueueLimit = 0,
    });

    /// <returns>False when it was one too many.</returns>
    public bool Write(PolicyReport report, HttpContext context)
    {
        if (limit?.AttemptAcquire().IsAcquired == false)
        {
            return false;
        }

        log.Warn("ContentPolicyViolated", $"{report}", new(Address: PeerAddress.Of(context), Device: context.Request.Headers.UserAgent));
        return true;
    }

    public void Dispose() => limit?.Dispose();
}

using System.Globalization;
using System.Threading.RateLimiting;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Telemetry;

namespace BlazorSessions.App.Security;

internal static class RateLimits
{
    /// <summary>Counts posts by address first and then overall, so that one address alone cannot use up what is there for all.</summary>
    public static void AddRateLimits(this IServiceCollection services, RateLimitSettings settings, Func<HttpContext, TimeSpan, Task> refuse) =>
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, Bucket>(context => ByOrigin(context, settings)),
                PartitionedRateLimiter.Create<HttpContext, Bucket>(context => Overall(context, settings)));
            options.OnRejected = async (rejected, _) =>
            {
                if (ActOf(rejected.HttpContext) == LimitedAct.SignIn)
                {
                    rejected.HttpContext.RequestServices.GetRequiredService<SessionMeter>().Tried(SignInTry.TooManyTries);
                }

                await refuse(rejected.HttpContext, TryWindow.RetryAfter(rejected.Lease, settings.Window));
            };
        });

    /// <summary>Says when to come back, to programs.</summary>
    public static void SetRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = ((int)Math.Ceiling(Math.Max(wait.TotalSeconds, 1))).ToString(CultureInfo.InvariantCulture);

    /// <summary>What a request would be counted as; null when it is not.</summary>
    public static LimitedAct? ActOf(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) ? context.GetEndpoint()?.Metadata.GetMetadata<LimitedAttribute>()?.Act : null;

    private static RateLimitPartition<Bucket> ByOrigin(HttpContext context, RateLimitSettings settings) => ActOf(context) switch
    {
        null => RateLimitPartition.GetNoLimiter(default(Bucket)),
        { } act when context.Features.Get<KnownDeviceFeature>() is { } known =>
            Count(new(act, Device: known.Key), settings.KnownDevice, settings),
        { } act => Count(new(act, AddressBucket.Of(PeerAddress.Of(context))), LimitOf(act, settings).PerAddress, settings),
    };

    private static RateLimitPartition<Bucket> Overall(HttpContext context, RateLimitSettings settings) =>
        ActOf(context) is { } act && context.Features.Get<KnownDeviceFeature>() is null
            ? Count(new(act), LimitOf(act, settings).Overall, settings)
            : RateLimitPartition.GetNoLimiter(default(Bucket));

    private static RateLimitPartition<Bucket> Count(Bucket bucket, int permits, RateLimitSettings settings) =>
        RateLimitPartition.GetSlidingWindowLimiter(bucket, _ => TryWindow.Of(permits, settings.Window));

    private static TryLimit LimitOf(LimitedAct act, RateLimitSettings settings) => act switch
    {
        LimitedAct.SignIn => settings.SignIns,
        LimitedAct.SignUp => settings.SignUps,
        LimitedAct.Recovery => settings.Recoveries,
        _ => settings.Approvals,
    };

    private readonly record struct Bucket(LimitedAct? Act, int Address = -1, string? Device = null);
}

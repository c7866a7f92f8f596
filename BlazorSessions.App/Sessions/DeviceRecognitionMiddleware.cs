using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Sessions;

internal static class DeviceRecognitionMiddleware
{
    public static IApplicationBuilder UseDeviceRecognition(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var services = context.RequestServices;
        if (RateLimits.ActOf(context) is not null && services.GetRequiredService<RateLimitSettings>().Enabled)
        {
            context.Features.Set(await services.GetRequiredService<DeviceRecognition>().RecognizeAsync(context));
        }

        await next(context);
    });
}

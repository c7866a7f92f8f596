using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Tells, before anything is counted, whether a post comes from a device that its account knows: such a device has counts of
/// its own, so no stranger at its address can use them up (A15, A16 of the threat model).
/// </summary>
public sealed class DeviceRecognition(IDbContextFactory<AppDbContext> contexts, DeviceCookie cookie, PasswordProofCookie proofs)
{
    private const string EmailField = "Form.Email"; // of every page on which one signs in

    /// <summary>Whose device asks; null when it is a stranger's.</summary>
    public async Task<KnownDeviceFeature?> RecognizeAsync(HttpContext context)
    {
        if (context.User.Session() is { } current)
        {
            return new($"{current.User} signed in");
        }

        if (cookie.Read(context)?.Hash() is not { } key)
        {
            return null;
        }

        var email = context.Request.HasFormContentType ? EmailAddress.Parse(context.Request.Form[EmailField]) : null;
        var proved = proofs.Read(context, key)?.User ?? default;
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        var users = email is null ? db.Users.Where(u => u.Id == proved) : db.Users.Where(u => u.Email == email);
        return await users.AnyAsync(u => db.KnownDevices.Any(d => d.UserId == u.Id && d.Key == key), context.RequestAborted)
            ? new($"{email} {proved} {key.Value}")
            : null;
    }
}

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

using Microsoft.AspNetCore.Antiforgery;

namespace BlazorSessions.App.Security;

internal static class AntiforgeryGate
{
    /// <summary>
    /// Refuses every unsafe request without a token that fits. The framework checks only where a form is bound, so an
    /// endpoint that binds none would run unchecked. The circuit is exempt: it has no form and is guarded otherwise.
    /// </summary>
    public static IApplicationBuilder UseAntiforgeryGate(this IApplicationBuilder app, RequestDelegate refuse) =>
        app.Use(async (context, next) => await (await MayPassAsync(context) ? next(context) : refuse(context)));

    private static async Task<bool> MayPassAsync(HttpContext context)
    {
        if (IsSafe(context.Request))
        {
            return true;
        }

        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || HttpMethods.IsTrace(request.Method) || request.Path.StartsWithSegments("/_blazor");
}

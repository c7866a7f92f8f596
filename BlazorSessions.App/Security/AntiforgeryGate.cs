using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

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
            if (!await HasReadableBodyAsync(context.Request))
            {
                return false;
            }

            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    // A browser posts a form or nothing. Whatever else comes, even with a token in the header, no endpoint is to trip over.
    private static async Task<bool> HasReadableBodyAsync(HttpRequest request)
    {
        if (request.ContentLength is null or 0 && string.IsNullOrEmpty(request.ContentType))
        {
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
        }

        if (!request.HasFormContentType)
        {
            return false;
        }

        try
        {
            await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || HttpMethods.IsTrace(request.Method) || request.Path.StartsWithSegments("/_blazor");
}

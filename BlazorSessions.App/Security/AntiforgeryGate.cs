using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace BlazorSessions.App.Security;

internal static class AntiforgeryGate
{
    /// <summary>
    /// Refuses every unsafe request without a token that fits. The framework checks only where a form is bound, so an
    /// endpoint that binds none would run unchecked. The circuit is exempt: it has no form and is guarded otherwise. So is what
    /// browsers report of the <see cref="ContentPolicy"/>, which changes nothing.
    /// </summary>
    public static IApplicationBuilder UseAntiforgeryGate(this IApplicationBuilder app, RequestDelegate refuse) =>
        app.Use(async (context, next) =>
        {
            if (await FaultOfAsync(context) is { } fault)
            {
                // As it was sent, so a space in it or the end of a line is still an escape.
                var path = context.Request.Path.ToUriComponent();
                context.RequestServices.GetRequiredService<SecurityLog>().Warn("FormRefused", $"{fault} {path}", context.Subject());
                await refuse(context);
            }
            else
            {
                await next(context);
            }
        });

    // Null when it may pass.
    private static async Task<string?> FaultOfAsync(HttpContext context)
    {
        if (IsSafe(context.Request))
        {
            return null;
        }

        try
        {
            if (!await HasReadableBodyAsync(context.Request))
            {
                return "unreadable";
            }

            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
            return null;
        }
        catch (AntiforgeryValidationException)
        {
            return "no-token-that-fits";
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
        || HttpMethods.IsTrace(request.Method) || request.Path.StartsWithSegments(CircuitGate.Path) || request.Path == ContentPolicy.ReportPath;
}

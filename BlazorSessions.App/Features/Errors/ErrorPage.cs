using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.Diagnostics;

namespace BlazorSessions.App.Features.Errors;

/// <summary>What a person sees when a request failed: what to do next, and nothing of the inside.</summary>
internal static class ErrorPage
{
    private const string RetryAfterSeconds = "5";

    /// <summary>The program is not at fault: the request could not be read, or came when there was too much to do.</summary>
    public static bool IsNoFault(Exception failure) => failure is BadHttpRequestException or HashingBusyException;

    public static Task WriteAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (failure is BadHttpRequestException bad)
        {
            context.RequestServices.GetRequiredService<SecurityLog>().Warn("RequestUnreadable", $"{bad.StatusCode}", context.Subject());
            return MessagePage.WriteAsync(context, bad.StatusCode, "Unreadable");
        }

        if (DatabaseFailure.Is(failure))
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return MessagePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "DatabaseAway");
        }

        if (failure is HashingBusyException)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return MessagePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Busy");
        }

        return MessagePage.WriteAsync(context, StatusCodes.Status500InternalServerError, "Fault");
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.Diagnostics;

namespace BlazorSessions.App.Features.Errors;

/// <summary>What a person sees when a request failed: what to do next, and nothing of the inside.</summary>
internal static class ErrorPage
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

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

        if (PassingCause(failure) is { } cause)
        {
            context.Response.SetRetryAfter(RetryAfter);
            return MessagePage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, cause);
        }

        return MessagePage.WriteAsync(context, StatusCodes.Status500InternalServerError, "Fault");
    }

    // The page that says why it passes by itself; null where it does not.
    private static string? PassingCause(Exception? failure) =>
        DatabaseFailure.Is(failure) ? "DatabaseAway" : failure is HashingBusyException ? "Busy" : null;
}

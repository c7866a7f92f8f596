using BlazorSessions.App.Data;
using Microsoft.AspNetCore.Diagnostics;

namespace BlazorSessions.App.Features.Errors;

/// <summary>What a person sees when a request failed: what to do next, and nothing of the inside.</summary>
internal static class ErrorPage
{
    private const string RetryAfterSeconds = "5";

    public static Task WriteAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (failure is BadHttpRequestException bad)
        {
            return MessagePage.WriteAsync(
                context, bad.StatusCode, "That request could not be read.", "Nothing was changed.", "/", "Start again");
        }

        if (DatabaseFailure.Is(failure))
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            return MessagePage.WriteAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "The database cannot be reached.",
                "Nothing was changed, and you are not signed out. Try again in a moment.",
                "/",
                "Try again");
        }

        return MessagePage.WriteAsync(
            context,
            StatusCodes.Status500InternalServerError,
            "Something went wrong.",
            "The fault is on our side, and it has been written down.",
            "/",
            "Start again");
    }
}

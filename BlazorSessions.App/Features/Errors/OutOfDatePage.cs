namespace BlazorSessions.App.Features.Errors;

/// <summary>Answers a form whose antiforgery token no longer fits.</summary>
internal static class OutOfDatePage
{
    public static Task WriteAsync(HttpContext context) => MessagePage.WriteAsync(context, StatusCodes.Status400BadRequest, "OutOfDate");
}

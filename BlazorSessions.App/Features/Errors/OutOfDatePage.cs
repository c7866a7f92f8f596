namespace BlazorSessions.App.Features.Errors;

/// <summary>Answers a form whose antiforgery token no longer fits.</summary>
internal static class OutOfDatePage
{
    public static Task WriteAsync(HttpContext context) => MessagePage.WriteAsync(
        context,
        StatusCodes.Status400BadRequest,
        "This form is out of date.",
        "Somebody signed in or out in this browser since the page was opened, or it was open for too long. Nothing was changed.",
        "/",
        "Start again");
}

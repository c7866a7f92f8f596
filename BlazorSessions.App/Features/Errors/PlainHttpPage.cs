namespace BlazorSessions.App.Features.Errors;

/// <summary>Answers what came over plain HTTP and may not.</summary>
internal static class PlainHttpPage
{
    public static Task WriteAsync(HttpContext context) => MessagePage.WriteAsync(context, StatusCodes.Status403Forbidden, "PlainHttp");
}

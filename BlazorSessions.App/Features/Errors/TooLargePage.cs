namespace BlazorSessions.App.Features.Errors;

/// <summary>Answers what is longer than any form.</summary>
internal static class TooLargePage
{
    public static Task WriteAsync(HttpContext context) => MessagePage.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "TooLarge");
}

using System.Text.Json;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;

namespace BlazorSessions.App.Features.PolicyReports;

/// <summary>Takes what browsers report of the <see cref="ContentPolicy"/>. Anybody can send anything here, so little is read and less is written.</summary>
internal static class PolicyReportEndpoint
{
    private const int LongestBody = 8 * 1024;

    private static readonly string[] Types = ["application/csp-report", "application/reports+json"];

    public static void MapPolicyReports(this IEndpointRouteBuilder app) =>
        app.MapPost(ContentPolicy.ReportPath, TakeAsync).AllowAnonymous().WithMetadata(NeedsNoSession.Mark);

    private static async Task<IResult> TakeAsync(HttpContext context, PolicyReportLog log)
    {
        // A page elsewhere cannot send these types without being asked whether it may.
        if (!Types.Contains(context.Request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var body = new byte[LongestBody + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > LongestBody)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (Read(body.AsMemory(0, length)) is not { } reports)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (reports.All(report => log.Write(report, context)))
        {
            return Results.NoContent();
        }

        context.Response.SetRetryAfter(PolicyReportLog.Window);
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    private static IReadOnlyList<PolicyReport>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return PolicyReport.Parse(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: a text that is half a character
        }
    }
}

using BlazorSessions.App.Sessions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BlazorSessions.App.Security;

/// <summary>How much a request may bring. What is not set here (lines, headers, slow senders) is bounded by Kestrel's defaults.</summary>
internal static class RequestLimits
{
    private const int LargestForm = 64 * 1024; // ten times the largest that a page of ours makes
    private const int LargestDrained = 2 * 1024 * 1024; // so that a browser reads why; what is longer is cut off
    private const int MostFields = 64; // no form has ten
    private const int ReadAhead = 64 * 1024; // of a connection that nobody has read yet; the default is a megabyte

    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(options =>
        {
            options.Limits.MaxRequestBodySize = LargestDrained;
            options.Limits.MaxRequestBufferSize = ReadAhead;
            options.Limits.Http2.InitialConnectionWindowSize = ReadAhead;
            options.Limits.Http2.InitialStreamWindowSize = ReadAhead;
        });
        services.Configure<FormOptions>(options =>
        {
            options.ValueCountLimit = MostFields;
            options.ValueLengthLimit = LargestForm;
            options.MultipartBodyLengthLimit = LargestForm;
        });
    }

    /// <summary>
    /// Refuses a body that is longer than any form, before anything reads or keeps it. It is let run out first: a browser whose
    /// connection is closed while it still sends shows no answer. The circuit counts its own messages.
    /// </summary>
    public static void UseRequestLimits(this IApplicationBuilder app, RequestDelegate refuse) => app.Use(async (context, next) =>
    {
        if (context.Request.Path == CircuitGate.Path || await FitsAsync(context.Request))
        {
            await next(context);
            return;
        }

        await DrainAsync(context.Request);
        await refuse(context);
    });

    private static async Task<bool> FitsAsync(HttpRequest request)
    {
        if (request.ContentLength is { } length)
        {
            return length <= LargestForm;
        }

        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            return true;
        }

        // In pieces, without a length: only the end tells.
        var kept = new byte[LargestForm + 1];
        var read = await request.Body.ReadAtLeastAsync(kept, kept.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        request.Body = read > LargestForm ? request.Body : new MemoryStream(kept, 0, read, writable: false);
        return read <= LargestForm;
    }

    private static async Task DrainAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestDrained)
        {
            return;
        }

        try
        {
            await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            // Without a length, it was longer than that.
        }
    }
}

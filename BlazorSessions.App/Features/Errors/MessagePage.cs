using System.Text.Encodings.Web;

namespace BlazorSessions.App.Features.Errors;

/// <summary>A page that needs nothing but itself: no database, no session, no component. Programs get the status alone.</summary>
public static class MessagePage
{
    public static async Task WriteAsync(HttpContext context, int status, string title, string text, string link, string linkText)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return;
        }

        var encode = HtmlEncoder.Default;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{encode.Encode(title)} · BlazorSessions</title>
              <link rel="stylesheet" href="/app.css">
              <link rel="icon" href="/favicon.svg" type="image/svg+xml">
            </head>
            <body>
              <main class="card">
                <h1>{encode.Encode(title)}</h1>
                <p>{encode.Encode(text)}</p>
                <p><a class="button" href="{encode.Encode(link)}">{encode.Encode(linkText)}</a></p>
              </main>
            </body>
            </html>
            """);
    }
}

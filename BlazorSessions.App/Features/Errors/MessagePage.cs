using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features.Errors;

/// <summary>A page that needs nothing but itself: no database, no session, no component. Programs get the status alone.</summary>
public static class MessagePage
{
    /// <param name="context">The request that it answers.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="name">The page's name among the words, with a Title, a Text and a Link.</param>
    /// <param name="text">What it says, where that is not the Text as it stands.</param>
    /// <param name="alternative">Another way on: where to, and what it is called among the words.</param>
    public static async Task WriteAsync(
        HttpContext context, int status, string name, Message? text = null, (string Path, string Key)? alternative = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return;
        }

        var words = context.RequestServices.GetRequiredService<IStringLocalizer<Words>>();
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.Name}" dir="{(CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{Say($"{name}.Title")} · {Say("Brand.Name")}</title>
              <link rel="stylesheet" href="/app.css">
              <link rel="icon" href="/favicon.svg" type="image/svg+xml">
            </head>
            <body>
              <main class="card">
                <h1>{Say($"{name}.Title")}</h1>
                <p>{HtmlEncoder.Default.Encode((text ?? new($"{name}.Text")).In(words))}</p>
                <p><a class="button primary" href="/">{Say($"{name}.Link")}</a></p>
                {(alternative is var (path, key) ? $"<p class=\"aside\"><a href=\"{path}\">{Say(key)}</a></p>" : "")}
              </main>
            </body>
            </html>
            """);

        string Say(string key) => HtmlEncoder.Default.Encode(words[key]);
    }
}

using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlazorSessions.Tests.Support;

/// <summary>A hole in every page: in it stands what somebody managed to put there.</summary>
/// <param name="markup">What that is.</param>
/// <param name="isGuarded">False takes away what else would stop it, so that a test sees that there was something to stop.</param>
public sealed class Injecting(string markup, bool isGuarded = true) : IStartupFilter
{
    private static readonly string[] Guards = ["Content-Security-Policy", "X-Frame-Options"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? InjectAsync(context, following)
            : following(context));
        next(app);
    };

    private async Task InjectAsync(HttpContext context, RequestDelegate following)
    {
        context.Response.OnStarting(() => // of several, the first to ask is the last to be heard
        {
            foreach (var guard in isGuarded ? [] : Guards)
            {
                context.Response.Headers.Remove(guard);
            }

            return Task.CompletedTask;
        });
        var wire = context.Response.Body;
        await using var page = new MemoryStream();
        context.Response.Body = page;
        await following(context);
        context.Response.Body = wire;
        var text = Encoding.UTF8.GetString(page.ToArray()).Replace("</main>", markup + "</main>", StringComparison.Ordinal);
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}

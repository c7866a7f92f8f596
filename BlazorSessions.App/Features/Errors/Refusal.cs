using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using Microsoft.Extensions.Localization;

namespace BlazorSessions.App.Features.Errors;

/// <summary>Says that too many tries came, and when the next one may: 429 and <c>Retry-After</c> for programs, words for people.</summary>
public sealed class Refusal(IStringLocalizer<Words> words, SecurityLog log, TimeProvider clock)
{
    private static readonly TimeSpan LongestInMinutes = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan LongestInHours = TimeSpan.FromHours(36);

    /// <summary>For a page that says it itself.</summary>
    /// <param name="context">The request, whose status becomes 429.</param>
    /// <param name="nextAt">When the next try may come.</param>
    /// <param name="key">What to say, with a place for how long that is.</param>
    /// <param name="asked">Whose right password came too often; null where nothing was proved.</param>
    public Message Write(HttpContext context, DateTimeOffset nextAt, string key, UserId? asked = null)
    {
        var wait = nextAt - clock.GetUtcNow();
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Tell(context, wait, asked);
        return new(key, Text(wait));
    }

    /// <summary>For everything else: a page of its own, with the way that is always open.</summary>
    public Task WritePageAsync(HttpContext context, TimeSpan wait)
    {
        Tell(context, wait);
        return MessagePage.WriteAsync(
            context, StatusCodes.Status429TooManyRequests, "TooMany", new("TooMany.Text", Text(wait)), ("/signin/recovery", "Recovery.Link"));
    }

    private void Tell(HttpContext context, TimeSpan wait, UserId? asked = null)
    {
        context.Response.SetRetryAfter(wait);
        var subject = context.Subject();
        log.Warn("TriesRefused", asked is null ? context.Request.Path : "asked-too-often", subject with { User = asked ?? subject.User });
    }

    // Rounded up: who comes then is not too early.
    private string Text(TimeSpan wait) =>
        wait <= TimeSpan.FromMinutes(1) ? words["Wait.Minute"]
        : wait <= LongestInMinutes ? words["Wait.Minutes", Math.Ceiling(wait.TotalMinutes)]
        : wait <= LongestInHours ? words["Wait.Hours", Math.Ceiling(wait.TotalHours)]
        : words["Wait.Days", Math.Ceiling(wait.TotalDays)];
}

/// <summary>Answers a form with a <see cref="Refusal"/>.</summary>
internal sealed class TooManyTriesResult(DateTimeOffset nextAt) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        return services.GetRequiredService<Refusal>().WritePageAsync(httpContext, nextAt - services.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}

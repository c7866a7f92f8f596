using System.Net;

namespace BlazorSessions.Tests.Support;

/// <summary>What a refusal has to look like.</summary>
public static class Refused
{
    /// <summary>It is one of too many tries: it says when to come back, and names the way that is always open.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="wait">How long exactly; without it, at most five minutes.</param>
    public static void MustBeTooMany(Answer answer, TimeSpan? wait = null)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.InRange(answer.Response.Headers.RetryAfter!.Delta!.Value, wait ?? TimeSpan.FromSeconds(1), wait ?? TimeSpan.FromMinutes(5));
        Assert.Equal("/signin/recovery", Assert.Single(answer.Html.QuerySelectorAll("a"), a => a.TextContent == "Use a recovery code").GetAttribute("href"));
    }
}

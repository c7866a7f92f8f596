using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>Another way to know who asks, put into the application in the place of its own. All else stays.</summary>
internal abstract class Peer
{
    /// <summary>Where one signs in: each GET is another person.</summary>
    public const string SignInPath = "/peer/sign-in";

    /// <summary>Called last while the application is put together: its scheme becomes the one that is asked.</summary>
    public abstract void Add(WebApplicationBuilder builder);

    /// <summary>Makes what it needs in the database.</summary>
    public virtual Task PrepareAsync(IServiceProvider services) => Task.CompletedTask;

    /// <summary>Signs somebody in, and sends the cookie.</summary>
    public abstract Task SignInAsync(HttpContext context);
}

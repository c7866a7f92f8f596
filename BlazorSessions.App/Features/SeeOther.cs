namespace BlazorSessions.App.Features;

/// <summary>303: what was posted is done; now get that page.</summary>
internal sealed class SeeOther : IResult
{
    private readonly string path;

    private SeeOther(string path) => this.path = path;

    public static SeeOther To(string path) => new(path);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}

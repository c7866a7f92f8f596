namespace BlazorSessions.Tests.Support;

/// <summary>A device that comes, or pretends to come, through a reverse proxy.</summary>
public sealed class ProxiedVisitor(TestApp app, string forwardedFor, string forwardedProto) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
    private readonly string email = $"{Guid.CreateVersion7():N}@example.org";
    private string cookies = "";

    public async Task<Answer> SignUpAsync()
    {
        var page = await SendAsync(HttpMethod.Get, "/signup");
        var form = Visitor.FormOf(
            page.Html, "Create account",
            ("First name", "Ann"), ("Last name", "Lee"), ("Email", email), ("Password", Visitor.Password), ("Confirm password", Visitor.Password));
        return await SendAsync(HttpMethod.Post, "/signup", new FormUrlEncodedContent(form.Fields));
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", forwardedProto);
        request.Headers.TryAddWithoutValidation("Cookie", cookies);
        var answer = await Answer.ReadAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));
        if (answer.Response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            cookies = string.Join("; ", set.Select(c => c.Split(';')[0]).Append(cookies));
        }

        return answer;
    }

    public void Dispose() => client.Dispose();
}

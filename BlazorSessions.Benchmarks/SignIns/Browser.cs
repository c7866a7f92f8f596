using System.Net;
using BlazorSessions.Benchmarks.Forms;
using BlazorSessions.Benchmarks.Requests;
using BlazorSessions.Benchmarks.Seeding;

namespace BlazorSessions.Benchmarks.SignIns;

/// <summary>A browser that its account knows. Each of its sign-ins replaces the one before, so nobody has to approve it.</summary>
internal sealed class Browser : IDisposable
{
    private readonly KeepAlive connection;
    private readonly byte[] request;

    private Browser(Uri server, byte[] request)
    {
        connection = new(server);
        this.request = request;
    }

    /// <summary>Opens the page, and signs in once to see that it may.</summary>
    public static async Task<Browser> OpenAsync(Uri server, Household household, CancellationToken ct)
    {
        using var page = await OpenForm.OpenAsync(server, "/signin", household.DeviceCookie, ct);
        var cookies = page.Cookies; // as they are before: it forgets its session each time, else it would have nothing to do
        var typed = new Dictionary<string, string> { ["Form.Email"] = household.Email, ["Form.Password"] = Household.Password };
        var answer = await page.PostAsync(typed, ct);
        if (!answer.HeaderNames.Contains("Set-Cookie: session"))
        {
            throw new InvalidOperationException($"{household.Email} was not let in: {answer.Status}.");
        }

        using var form = new FormUrlEncodedContent(page.Hidden.Concat(typed));
        return new(server, KeepAlive.Post(server, "/signin", cookies, await form.ReadAsStringAsync(ct)));
    }

    public void SignIn()
    {
        if (connection.Ask(request) is not (HttpStatusCode.SeeOther or HttpStatusCode.Redirect) and var status)
        {
            throw new InvalidOperationException($"A sign-in was answered with {status}.");
        }
    }

    public void Dispose() => connection.Dispose();
}

using System.Net;

namespace BlazorSessions.Benchmarks.Driving;

/// <summary>What a browser of its own holds of a site: its cookies. The connections below are shared by all that visit it.</summary>
internal sealed class Browser(HttpClient site, string cookies = "")
{
    private readonly CookieContainer jar = Filled(site.BaseAddress!, cookies);

    public Uri Site => site.BaseAddress!;

    /// <summary>The header of its requests.</summary>
    public string Cookies => jar.GetCookieHeader(Site);

    /// <summary>What all browsers of a site share.</summary>
    public static HttpClient Connect(Uri site) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site };

    /// <summary>Asks for a page, which must be there.</summary>
    public async Task<string> GetAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, ct);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync(ct)
            : throw new InvalidOperationException($"{path} was answered with {response.StatusCode}.");
    }

    /// <summary>Fills in the form of a page and sends it, which must be answered with where to go.</summary>
    public async Task PostAsync(string path, string page, CancellationToken ct, params (string Name, string Value)[] typed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(HiddenFields.Of(page).Concat(typed.Select(t => KeyValuePair.Create(t.Name, t.Value))));
        using var response = await SendAsync(request, ct);
        if (response.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"{path} was answered with {response.StatusCode}.");
        }
    }

    /// <summary>Sends something, and keeps the cookies of the answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (Cookies is { Length: > 0 } held)
        {
            request.Headers.Add("Cookie", held);
        }

        var response = await site.SendAsync(request, ct);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            jar.SetCookies(Site, cookie);
        }

        return response;
    }

    private static CookieContainer Filled(Uri site, string cookies)
    {
        var jar = new CookieContainer();
        foreach (var cookie in cookies.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            jar.SetCookies(site, cookie);
        }

        return jar;
    }
}

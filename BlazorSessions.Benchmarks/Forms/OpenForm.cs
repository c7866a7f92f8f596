using System.Diagnostics;
using System.Net;
using BlazorSessions.Benchmarks.Driving;

namespace BlazorSessions.Benchmarks.Forms;

/// <summary>A browser of its own that has opened a page once, and sends what a form of it would, as often as one likes.</summary>
internal sealed class OpenForm : IDisposable
{
    private readonly HttpClient client;
    private readonly CookieContainer kept;
    private readonly string path;

    private OpenForm(HttpClient client, CookieContainer kept, string path, IReadOnlyDictionary<string, string> hidden)
    {
        this.client = client;
        this.kept = kept;
        this.path = path;
        Hidden = hidden;
    }

    /// <summary>What the page's forms send beside what is typed.</summary>
    public IReadOnlyDictionary<string, string> Hidden { get; }

    /// <summary>What the browser has now, as in a request.</summary>
    public string Cookies => kept.GetCookieHeader(client.BaseAddress!);

    /// <param name="site">Whose page.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="cookies">What the browser has already, as in a request: <c>name=value; …</c>.</param>
    /// <param name="ct">Breaks it off.</param>
    public static async Task<OpenForm> OpenAsync(Uri site, string path, string cookies, CancellationToken ct)
    {
        var kept = new CookieContainer();
        kept.SetCookies(site, cookies.Replace(';', ','));
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = kept }) { BaseAddress = site };
        try
        {
            var page = await client.GetStringAsync(path, ct);
            return new(client, kept, path, HiddenFields.Of(page));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task<Answer> PostAsync(IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        using var content = new FormUrlEncodedContent(Hidden.Concat(typed));
        await content.LoadIntoBufferAsync(ct);
        var started = Stopwatch.GetTimestamp();
        using var response = await client.PostAsync(path, content, ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        var took = Stopwatch.GetElapsedTime(started);
        return new(response.StatusCode, [.. NamesIn(response).Order(StringComparer.Ordinal)], body, took);
    }

    public void Dispose() => client.Dispose();

    // Of a cookie its own name counts too; its value is random.
    private static IEnumerable<string> NamesIn(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Key == "Set-Cookie"
            ? header.Value.Select(cookie => $"{header.Key}: {cookie.Split('=')[0]}")
            : [header.Key]);
}

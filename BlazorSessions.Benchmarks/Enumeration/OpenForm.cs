using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace BlazorSessions.Benchmarks.Enumeration;

/// <summary>A browser of its own that has opened a page once and sends its form again and again, as an attacker would.</summary>
internal sealed partial class OpenForm : IDisposable
{
    private readonly HttpClient client;
    private readonly string path;
    private readonly IReadOnlyDictionary<string, string> hidden;

    private OpenForm(HttpClient client, string path, IReadOnlyDictionary<string, string> hidden)
    {
        this.client = client;
        this.path = path;
        this.hidden = hidden;
    }

    public static async Task<OpenForm> OpenAsync(Uri site, string path, CancellationToken ct)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site };
        try
        {
            var page = await client.GetStringAsync(path, ct);
            return new(client, path, HiddenField().Matches(page).ToDictionary(
                field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value)));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task<Answer> PostAsync(IReadOnlyDictionary<string, string> typed, CancellationToken ct)
    {
        using var content = new FormUrlEncodedContent(hidden.Concat(typed));
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

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenField();
}

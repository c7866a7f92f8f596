using System.Net;

namespace BlazorSessions.Tests.Support;

/// <summary>Posts one form again and again as fast as it is answered, from one address or each time from another.</summary>
public sealed class Guesser(ISite site, CookieContainer cookies) : IDisposable
{
    private const int AtOnce = 16;

    private readonly HttpClient client = new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = site.Address };

    /// <param name="times">How often.</param>
    /// <param name="path">Where to.</param>
    /// <param name="form">The form, filled in.</param>
    /// <param name="addressOf">Where each one comes from; the site must believe it.</param>
    /// <returns>How often each answer came.</returns>
    public async Task<IReadOnlyDictionary<HttpStatusCode, int>> PostAsync(
        int times, string path, Dictionary<string, string> form, Func<int, string>? addressOf = null)
    {
        using var places = new SemaphoreSlim(AtOnce, AtOnce);
        var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(async number =>
        {
            await places.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
                if (addressOf is not null)
                {
                    request.Headers.Add("X-Forwarded-For", addressOf(number));
                }

                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                await answer.Content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
                return answer.StatusCode;
            }
            finally
            {
                places.Release();
            }
        }));
        return answers.CountBy(status => status).ToDictionary();
    }

    public void Dispose() => client.Dispose();
}

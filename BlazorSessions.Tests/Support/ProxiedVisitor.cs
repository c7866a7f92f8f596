using System.Net;
using System.Net.Sockets;

namespace BlazorSessions.Tests.Support;

/// <summary>A device that comes, or pretends to come, through a reverse proxy.</summary>
/// <param name="site">Where to.</param>
/// <param name="forwardedFor">The X-Forwarded-For that it sends.</param>
/// <param name="forwardedProto">The X-Forwarded-Proto that it sends.</param>
/// <param name="from">The address it really comes from.</param>
public sealed class ProxiedVisitor(ISite site, string forwardedFor, string forwardedProto, string from = "127.0.0.1") : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = (context, ct) => ConnectAsync(IPAddress.Parse(from), context.DnsEndPoint, ct),
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == NginxProxy.CertificateName }, // it vouches for itself
    })
    { BaseAddress = site.Address };

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

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken ct)
    {
        var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(to, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}

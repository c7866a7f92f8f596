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

    private readonly Dictionary<string, string> cookies = [];
    private readonly List<string> set = [];

    public string Email { get; private init; } = $"{Guid.CreateVersion7():N}@example.org";

    /// <summary>Every Set-Cookie that it was sent.</summary>
    public IReadOnlyList<string> Set => set;

    /// <summary>Another device of the same person, by the same way.</summary>
    public ProxiedVisitor OtherDevice() => new(site, forwardedFor, forwardedProto, from) { Email = Email };

    public string Cookie(string name) => cookies[name];

    public Task<Answer> SignUpAsync() => SubmitAsync(
        "/signup", "Create account",
        ("First name", "Ann"), ("Last name", "Lee"), ("Email", Email), ("Password", Visitor.Password), ("Confirm password", Visitor.Password));

    public Task<Answer> SignInAsync() => SubmitAsync("/signin", "Sign in", ("Email", Email), ("Password", Visitor.Password));

    /// <summary>Opens a page, fills in the form that has a button of this name, and posts it as a browser would.</summary>
    public async Task<Answer> SubmitAsync(string path, string button, params (string Label, string Value)[] values)
    {
        var (action, fields) = Visitor.FormOf((await SendAsync(HttpMethod.Get, path)).Html, button, values);
        return await SendAsync(HttpMethod.Post, action.Length > 0 ? action : path, new FormUrlEncodedContent(fields));
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", forwardedProto);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await Answer.ReadAsync(await client.SendAsync(request, TestContext.Current.CancellationToken));
        if (answer.Response.Headers.TryGetValues("Set-Cookie", out var sent))
        {
            set.AddRange(sent);
            foreach (var cookie in sent.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
            {
                cookies[cookie[0]] = cookie[1];
            }
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

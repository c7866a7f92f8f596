using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlazorSessions.Tests.Support;

/// <summary>A real nginx with the configuration that is shipped, on a free port of this machine.</summary>
public sealed class NginxProxy : ISite, IAsyncDisposable
{
    public const string CertificateName = "CN=localhost";

    private static readonly string Program = Environment.GetEnvironmentVariable("NGINX") ?? "/usr/sbin/nginx";
    private static readonly string[] TemporaryPaths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    private readonly string folder = Directory.CreateTempSubdirectory("blazorsessions-nginx-").FullName;
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int port = Loopback.FreePort();
    private readonly bool tls;
    private Process? nginx;

    private NginxProxy(bool tls) => this.tls = tls;

    /// <summary>What it has written of requests so far, a line for each.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public Uri Address => new($"{(tls ? "https" : "http")}://127.0.0.1:{port}");

    public static async Task<NginxProxy> StartAsync(bool tls, Uri node1, Uri node2)
    {
        var proxy = new NginxProxy(tls);
        try
        {
            await proxy.ConfigureAsync(node1, node2);
            proxy.nginx = proxy.Run();
            await Patience.ForAsync("nginx to listen", proxy.listening.Task.WaitAsync);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (nginx is { HasExited: false })
        {
            using var stop = Run("-s", "stop");
            await stop.WaitForExitAsync();
            await nginx.WaitForExitAsync();
        }

        nginx?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ConfigureAsync(Uri node1, Uri node2)
    {
        var template = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "BlazorSessions.App/Deploy/nginx.conf.template"));
        var text = template
            .Replace("${LISTEN}", $"127.0.0.1:{port}{(tls ? " ssl; ssl_certificate site.crt; ssl_certificate_key site.key" : "")}", StringComparison.Ordinal)
            .Replace("${NODE_1}", node1.Authority, StringComparison.Ordinal)
            .Replace("${NODE_2}", node2.Authority, StringComparison.Ordinal)
            // Only root may write where nginx's packages keep temporary files.
            .Replace("http {", "http { " + string.Concat(TemporaryPaths.Select(path => $"{path}_temp_path {path}; ")), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), text);
        if (tls)
        {
            await WriteCertificateAsync();
        }
    }

    private async Task WriteCertificateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(CertificateName, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow(); // the browser's clock
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "site.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "site.key"), key.ExportPkcs8PrivateKeyPem());
    }

    // It says on its error log that it starts its workers; by then it listens.
    private Process Run(params string[] more)
    {
        string[] words = ["-e", "stderr", "-p", folder, "-c", "nginx.conf", "-g", "daemon off; pid nginx.pid;", .. more];
        var process = new Process
        {
            StartInfo = new(Program, words) { RedirectStandardOutput = true, RedirectStandardError = true },
            EnableRaisingEvents = true,
        };
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Requests.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) =>
        {
            said.Add(line.Data ?? "");
            if (line.Data?.Contains("start worker process ", StringComparison.Ordinal) == true)
            {
                listening.TrySetResult();
            }
            else if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException($"nginx has ended: {string.Join('\n', said)}"));
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}

using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>Two nodes on one PostgreSQL behind nginx, which can go and come back one at a time.</summary>
public sealed class TwoNodes : ISite, IAsyncDisposable
{
    private const string Header = "x-node"; // in which each node names itself, so that a test sees who answered

    private readonly TestPlace place;
    private readonly TestApp?[] nodes = new TestApp?[2];
    private readonly Uri[] addresses = [new($"http://127.0.0.1:{Loopback.FreePort()}"), new($"http://127.0.0.1:{Loopback.FreePort()}")];
    private readonly List<LogRecorder> logs = [];
    private NginxProxy? proxy;

    private TwoNodes(TestPlace place) => this.place = place;

    public Uri Address => proxy!.Address;

    /// <summary>What went wrong on any node, also on one that has been stopped since.</summary>
    public IEnumerable<string> Errors => logs.SelectMany(log => log.Errors);

    public TestApp this[int node] => nodes[node]!;

    public static async Task<TwoNodes> StartAsync(bool tls = true)
    {
        var site = new TwoNodes(await TestPlace.CreateAsync(DatabaseProvider.PostgreSql));
        try
        {
            await site.StartNodeAsync(0);
            await site.StartNodeAsync(1);
            site.proxy = await NginxProxy.StartAsync(tls, site.addresses[0], site.addresses[1]);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Which node an answer came from.</summary>
    public static int NodeIn(IReadOnlyDictionary<string, string> headers) => int.Parse(headers[Header], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Starts a node, always at the same address.</summary>
    public async Task StartNodeAsync(int node)
    {
        var app = await TestApp.StartAsync(
            place,
            ["ReverseProxy:KnownProxies=127.0.0.1", $"urls={addresses[node].GetLeftPart(UriPartial.Authority)}"],
            services => services.AddSingleton<IStartupFilter>(new Named(node)));
        nodes[node] = app;
        logs.Add(app.Log);
    }

    public async Task StopNodeAsync(int node)
    {
        await nodes[node]!.DisposeAsync();
        nodes[node] = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }

        foreach (var node in nodes.OfType<TestApp>())
        {
            await node.DisposeAsync();
        }

        await place.DisposeAsync();
    }

    private sealed class Named(int node) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(following => context =>
            {
                context.Response.Headers[Header] = $"{node}";
                return following(context);
            });
            next(app);
        };
    }
}

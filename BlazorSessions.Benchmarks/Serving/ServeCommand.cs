using System.CommandLine;
using BlazorSessions.App;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>Serves until it is stopped. It is not for people: the other commands start it in a process of its own.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Command()
    {
        var kind = new Argument<ServerKind>("kind");
        var settings = new Argument<string[]>("settings") { Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(Name, "Serves what is measured") { kind, settings };
        command.Hidden = true;
        command.SetAction(async (parsed, ct) =>
        {
            await using var server = await OpenAsync(parsed.GetValue(kind), parsed.GetValue(settings)!);
            await server.StartAsync(ct);
            await server.WaitForShutdownAsync(ct);
        });
        return command;
    }

    private static async Task<WebApplication> OpenAsync(ServerKind kind, string[] settings) => kind switch
    {
        ServerKind.Ours => await ApplicationAsync(settings),
        ServerKind.ManagedHash => await ApplicationAsync(settings, builder => builder.Services.AddSingleton<Argon2Engine>(new ManagedArgon2())),
        ServerKind.Everybody => await PeerAsync(settings, new EverybodyPeer()),
        ServerKind.Cookie => await PeerAsync(settings, new CookiePeer()),
        ServerKind.TicketStore => await PeerAsync(settings, new TicketStorePeer()),
        ServerKind.Identity => await PeerAsync(settings, new IdentityPeer()),
        ServerKind.BareCookie => BareHost.Build(settings),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such server."),
    };

    private static async Task<WebApplication> ApplicationAsync(string[] settings, Action<WebApplicationBuilder>? replace = null)
    {
        var app = Server.Build(settings, replace);
        await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());
        return app;
    }

    private static async Task<WebApplication> PeerAsync(string[] settings, Peer peer)
    {
        var app = await ApplicationAsync(settings, builder =>
        {
            peer.Add(builder);
            builder.Services.AddSingleton(peer).AddSingleton<FixedSession>().AddSingleton<IStartupFilter, PeerEntrance>();
        });
        await peer.PrepareAsync(app.Services);
        return app;
    }
}

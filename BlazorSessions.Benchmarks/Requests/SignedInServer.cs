using System.Net;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Benchmarks.Serving;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Requests;

/// <summary>A server on a database of its own, with people who have signed in to it.</summary>
internal sealed class SignedInServer : IAsyncDisposable
{
    private const int People = 100;
    private const string Path = "/api/session";

    private readonly Place place;
    private readonly StartedProgram program;

    private SignedInServer(Place place, StartedProgram program, IEnumerable<string> cookies)
    {
        this.place = place;
        this.program = program;
        Load = new(program.Address, [.. cookies.Select(cookie => KeepAlive.Get(program.Address, Path, cookie))]);
    }

    /// <summary>What asks it for the session of each of them, in turn.</summary>
    public RequestLoad Load { get; }

    public string Database => place.Connection;

    public static async Task<SignedInServer> StartAsync(ServerKind kind, PostgresInstance postgres, CancellationToken ct)
    {
        Progress.Say($"starting {kind}");
        var place = await Place.OnAsync(postgres);
        StartedProgram? program = null;
        try
        {
            var households = kind == ServerKind.Ours ? await Household.MoveInAsync(place, People, ct) : null;
            program = await StartedProgram.StartServerAsync(kind, place.Settings, ct);
            CheckThatItAsks(kind, program.Address);
            return new(place, program, households?.Select(h => h.Cookie) ?? await SignInAsync(program.Address, ct));
        }
        catch
        {
            await (program?.DisposeAsync() ?? ValueTask.CompletedTask);
            place.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        place.Dispose();
    }

    // One that let everybody in would be fast.
    private static void CheckThatItAsks(ServerKind kind, Uri server)
    {
        using var stranger = new KeepAlive(server);
        if (kind != ServerKind.Everybody && stranger.Ask(KeepAlive.Get(server, Path, "session=nobodys")) == HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{kind} lets anybody in.");
        }
    }

    private static async Task<IEnumerable<string>> SignInAsync(Uri server, CancellationToken ct)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
        var cookies = new List<string>(People);
        while (cookies.Count < People)
        {
            using var response = await client.GetAsync(Peer.SignInPath, ct);
            cookies.Add(string.Join("; ", response.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
        }

        return cookies;
    }
}

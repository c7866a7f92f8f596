using System.CommandLine;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Serving;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.Requests;

/// <summary>How many authenticated requests a second there are, ours beside other ways to know who asks, all in the same application.</summary>
internal static class RequestReport
{
    private const long CountedRequests = 10_000;

    private static readonly Dictionary<ServerKind, string> Names = new()
    {
        [ServerKind.Everybody] = "no authentication",
        [ServerKind.Cookie] = "stateless cookie",
        [ServerKind.Ours] = "this application",
        [ServerKind.TicketStore] = "cookie + ITicketStore in PostgreSQL",
        [ServerKind.Identity] = "ASP.NET Core Identity, stamp validated each time",
        [ServerKind.BareCookie] = "stateless cookie in a host with nothing else",
    };

    public static Command Command() => RoundsCommand.Of(
        "request", "Authenticated requests a second, beside other ways to know who asks", rounds: 5, seconds: 3, RunAsync);

    private static async Task RunAsync(int rounds, TimeSpan time, CancellationToken ct)
    {
        await using var postgres = await PostgresInstance.StartAsync(isDurable: true);
        var taken = await CompareAsync(postgres, rounds, time, ct);
        var cookie = taken.Median(Names[ServerKind.Cookie]);
        var table = new MarkdownTable("how the session is known", "requests/s", "against the cookie");
        foreach (var name in taken.Keys)
        {
            table.Add(name, $"{taken.Median(name):N0}", $"{taken.Median(name) / cookie:F2}");
        }

        var use = await DatabaseUse.MeasureAsync(postgres, CountedRequests, ct);
        var counted = new MarkdownTable("what the database was asked", "requests", "transactions", "of an idle server", "for the requests");
        counted.Add("this application", $"{use.Requests:N0}", $"{use.Asked:N0}", $"{use.Idle:N0}", $"{use.Asked - use.Idle:N0}");
        table.Print();
        Console.WriteLine();
        Console.Write(counted);
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<double>>> CompareAsync(
        PostgresInstance postgres, int rounds, TimeSpan time, CancellationToken ct)
    {
        var servers = new List<SignedInServer>();
        try
        {
            var candidates = new List<Candidate>();
            foreach (var (kind, name) in Names)
            {
                var server = await SignedInServer.StartAsync(kind, postgres, ct);
                servers.Add(server);
                candidates.Add(new(name, cancelled => server.Load.ForAsync(time, cancelled)));
            }

            Progress.Say("warming up");
            foreach (var server in servers)
            {
                await server.Load.ForAsync(time, ct);
            }

            return await Turns.TakeAsync(rounds, candidates, ct);
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }
}

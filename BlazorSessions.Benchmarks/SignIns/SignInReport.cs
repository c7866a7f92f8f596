using System.CommandLine;
using BlazorSessions.App.Settings;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Benchmarks.Serving;
using BlazorSessions.Tests.Support;

namespace BlazorSessions.Benchmarks.SignIns;

/// <summary>How many sign-ins a second there are, with either engine, and how much of one is the hash.</summary>
internal static class SignInReport
{
    private static readonly DatabaseProvider[] Databases = [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql];

    public static Command Command() => RoundsCommand.Of(
        "signin", "Sign-ins a second, and how much of one is the password hash", rounds: 3, seconds: 5, RunAsync);

    private static async Task RunAsync(int rounds, TimeSpan time, CancellationToken ct)
    {
        await using var postgres = await PostgresInstance.StartAsync(isDurable: true);
        var servers = new Dictionary<(DatabaseProvider Database, ServerKind Kind), SignInServer>();
        try
        {
            foreach (var kind in (ServerKind[])[ServerKind.Ours, ServerKind.ManagedHash])
            {
                foreach (var database in Databases)
                {
                    Progress.Say($"starting {Name(database, kind)}");
                    var place = database == DatabaseProvider.Sqlite ? Place.OnSqlite() : await Place.OnAsync(postgres);
                    servers.Add((database, kind), await SignInServer.StartAsync(kind, place, ct));
                }
            }

            var rates = await RatesAsync(servers, rounds, time, ct);
            var shares = Shares(servers, ct);
            rates.Print();
            Console.WriteLine();
            Console.Write(shares);
        }
        finally
        {
            foreach (var server in servers.Values)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static async Task<MarkdownTable> RatesAsync(
        Dictionary<(DatabaseProvider Database, ServerKind Kind), SignInServer> servers, int rounds, TimeSpan time, CancellationToken ct)
    {
        Progress.Say("warming up");
        foreach (var server in servers.Values)
        {
            await server.ForAsync(time / 2, ct);
        }

        var candidates = servers.Select(s => new Candidate(Name(s.Key.Database, s.Key.Kind), cancelled => s.Value.ForAsync(time, cancelled)));
        var taken = await Turns.TakeAsync(rounds, [.. candidates], ct);
        var table = new MarkdownTable("sign-ins a second, 16 browsers", "libsodium", "managed engine", "ratio");
        foreach (var database in Databases)
        {
            var (native, managed) = (taken.Median(Name(database, ServerKind.Ours)), taken.Median(Name(database, ServerKind.ManagedHash)));
            table.Add($"{database}", $"{native:F1}", $"{managed:F1}", $"{native / managed:F2}");
        }

        return table;
    }

    private static MarkdownTable Shares(Dictionary<(DatabaseProvider Database, ServerKind Kind), SignInServer> servers, CancellationToken ct)
    {
        var table = new MarkdownTable(
            "one browser at a time", "a sign-in, ms", "a hash, ms", "share", "a sign-in, processor ms", "a hash, processor ms", "share");
        foreach (var database in Databases)
        {
            var share = HashShare.Measure(servers[(database, ServerKind.Ours)], ct);
            table.Add(
                $"{database}",
                $"{share.SignIn:F1}",
                $"{share.Hash:F1}",
                $"{share.Hash / share.SignIn:P0}",
                $"{share.SignInProcessor:F1}",
                $"{share.HashProcessor:F1}",
                $"{share.HashProcessor / share.SignInProcessor:P0}");
        }

        return table;
    }

    private static string Name(DatabaseProvider database, ServerKind kind) => $"{database}, {kind}";
}

using System.Diagnostics;
using BlazorSessions.Benchmarks.Serving;
using BlazorSessions.Tests.Support;
using Npgsql;

namespace BlazorSessions.Benchmarks.Requests;

/// <summary>How many transactions the database has seen of the application; a statement outside a command is one, too.</summary>
/// <param name="Requests">How many requests there were.</param>
/// <param name="Asked">With them, from the making of the database to its last connection; each session was asked for before.</param>
/// <param name="Idle">Without: the same, with the server left alone for as long.</param>
internal sealed record DatabaseUse(long Requests, long Asked, long Idle)
{
    private const int FirstRequests = 1_000; // after them each session has been asked for: it lives, as far as its server knows

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<DatabaseUse> MeasureAsync(PostgresInstance postgres, long requests, CancellationToken ct)
    {
        var (answered, took) = (0L, TimeSpan.Zero);
        var asked = await CountAsync(
            postgres,
            async server =>
            {
                var started = Stopwatch.GetTimestamp();
                answered = await server.Load.TimesAsync(requests, ct);
                took = Stopwatch.GetElapsedTime(started);
            },
            ct);
        var idle = await CountAsync(postgres, _ => Task.Delay(took, TimeProvider.System, ct), ct);
        return new(answered, asked, idle);
    }

    private static async Task<long> CountAsync(PostgresInstance postgres, Func<SignedInServer, Task> useAsync, CancellationToken ct)
    {
        string database;
        await using (var server = await SignedInServer.StartAsync(ServerKind.Ours, postgres, ct))
        {
            database = new NpgsqlConnectionStringBuilder(server.Database).Database!;
            await server.Load.TimesAsync(FirstRequests, ct);
            await useAsync(server);
        }

        NpgsqlConnection.ClearAllPools(); // those of this process, from the making of the accounts
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("postgres"));
        await connection.OpenAsync(ct);
        await WaitUntilUnusedAsync(connection, database, ct);
        return (long)await ReadAsync(connection, "SELECT xact_commit FROM pg_stat_database WHERE datname = $1", database, ct);
    }

    // What a connection has done is counted for certain once it has ended, which nothing but asking tells.
    private static async Task WaitUntilUnusedAsync(NpgsqlConnection connection, string database, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(LookEvery);
        while ((long)await ReadAsync(connection, "SELECT count(*) FROM pg_stat_activity WHERE datname = $1", database, patience.Token) > 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static async Task<object> ReadAsync(NpgsqlConnection connection, string sql, string database, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = database } } };
        return (await command.ExecuteScalarAsync(ct))!;
    }
}

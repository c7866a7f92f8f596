using System.Net;
using BlazorSessions.App.Live;
using Npgsql;

namespace BlazorSessions.Tests.Faults;

/// <summary>
/// A PostgreSQL of the test's own that stops, restarts, is full or only reads, in the middle of an approval. Done or not
/// done, and told so; 503 and never 401; and it goes on by itself when the trouble is over.
/// </summary>
[Trait("speed", "slow")]
[Trait("abuse", "A30")]
public sealed class PostgresInTrouble(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Connections = 30;

    private readonly Stage stage = new();
    private PostgresInstance postgres = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => postgres = await PostgresInstance.StartAsync(Connections);

    public async ValueTask DisposeAsync()
    {
        await stage.DisposeAsync();
        await postgres.DisposeAsync();
    }

    [Fact]
    public async Task Stopped_and_started_again_in_mid_approval()
    {
        await stage.SetAsync(await postgres.CreateDatabaseAsync());

        await postgres.StopAsync();
        await stage.IsAwayAsync();
        await postgres.StartAgainAsync();
        await stage.ComesBackAsync();

        await stage.FinishAsync();
        output.WriteLine("PostgreSQL stopped in mid-approval: 503 everywhere, nobody signed out; after the start the same code let the phone in; 0 lost, 0 violations");
    }

    [Fact]
    public async Task Restarted_while_an_approval_waits_for_its_commit()
    {
        GatedBackplane? gate = null;
        await stage.SetAsync(
            await postgres.CreateDatabaseAsync(),
            services => services.Replace<ISessionBackplane>(inner => gate = new GatedBackplane(inner)));
        gate!.Gate.Arm();
        var approving = stage.ApproveAsync();
        await gate.Gate.Reached;

        await postgres.StopAsync();
        await postgres.StartAgainAsync();
        gate.Gate.Open();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await approving).Status);
        await stage.ComesBackAsync();
        Assert.Equal(stage.Code, await stage.Phone.CodeAsync());
        await stage.FinishAsync();
        output.WriteLine("PostgreSQL restarted between save and commit of an approval: 503, still waiting with the same code; tried again, let in; 0 lost, 0 violations");
    }

    [Fact]
    public async Task Out_of_connections()
    {
        await stage.SetAsync(await postgres.CreateDatabaseAsync());
        var hogs = new List<NpgsqlConnection>();
        await TakeAllAsync(hogs);
        while (hogs.Count < Connections)
        {
            await CutOffAsync(hogs[0]); // what it cut is free again, a little later, and the next round takes that too
            await TakeAllAsync(hogs);
        }

        await stage.IsAwayAsync();
        hogs.ForEach(hog => hog.Dispose());
        await stage.ComesBackAsync();

        await stage.FinishAsync();
        output.WriteLine("PostgreSQL out of connections: 503, nobody signed out; as soon as there were some again the code let the phone in; 0 lost, 0 violations");
    }

    [Fact]
    public async Task Read_only()
    {
        await stage.SetAsync(await postgres.CreateDatabaseAsync());
        await MakeReadOnlyAsync("on");

        Assert.True(await stage.Laptop.IsSignedInAsync());
        Assert.Equal(HttpStatusCode.OK, (await stage.Laptop.GetAsync("/dashboard")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stage.ApproveAsync()).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await stage.Laptop.SubmitAsync("/dashboard", "Sign out")).Status);
        Assert.True(await stage.Laptop.IsSignedInAsync());

        await MakeReadOnlyAsync("off");
        await stage.FinishAsync();
        output.WriteLine("PostgreSQL read-only: pages and sessions go on, approving and signing out say 503 and change nothing; writable again, the code let the phone in; 0 lost, 0 violations");
    }

    private async Task MakeReadOnlyAsync(string value)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("postgres"));
        await connection.OpenAsync(Ct);
        var database = new NpgsqlConnectionStringBuilder(stage.Place.Connection).Database;
        await using var command = new NpgsqlCommand($"ALTER DATABASE {database} SET default_transaction_read_only = {value}", connection);
        await command.ExecuteNonQueryAsync(Ct);
        await CutOffAsync(connection);
        await stage.ComesBackAsync();
    }

    private async Task TakeAllAsync(List<NpgsqlConnection> hogs)
    {
        while (true)
        {
            var hog = new NpgsqlConnection(postgres.ConnectionString("postgres") + ";Pooling=false");
            try
            {
                await hog.OpenAsync(Ct);
                hogs.Add(hog);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await hog.DisposeAsync();
                return; // as many as it takes
            }
        }
    }

    // The application's connections, its listener's among them.
    private async Task<long> CutOffAsync(NpgsqlConnection by)
    {
        var database = new NpgsqlConnectionStringBuilder(stage.Place.Connection).Database;
        await using var command = new NpgsqlCommand($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{database}'", by);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }
}

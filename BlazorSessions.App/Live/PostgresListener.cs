using System.Data;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Npgsql;

namespace BlazorSessions.App.Live;

/// <summary>Hears what every node tells, on a connection of its own.</summary>
/// <remarks>
/// Connect → LISTEN → resync (what was told meanwhile is lost) → wait; a ping when nothing came shows whether the
/// connection still lives, so a connection that is cut silently is noticed within two seconds. When it does not: back
/// off, a little longer each time, and start over, for ever. The pong brings the database's time.
/// </remarks>
public sealed partial class PostgresListener(
    DatabaseSettings settings, SessionEventHub hub, Hearing hearing, DatabaseClock databaseClock, ILogger<PostgresListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceForPong = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The start waits for the first LISTEN: no page is served that would not hear of what happens next.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await listening.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (connection, askedAt) = await ConnectAsync(stoppingToken);
                wait = FirstWait;
                hub.Resync();
                hearing.Hears(askedAt);
                listening.TrySetResult();
                await UseAsync(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // for ever means: whatever it was
            catch (Exception e)
#pragma warning restore CA1031
            {
                LogDisconnected(wait, e);
                await Task.Delay(wait, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }

    private async Task<(NpgsqlConnection Connection, long AskedAt)> ConnectAsync(CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false,
            ApplicationName = PostgresDbContext.ListenerName,
        };
        var connection = new NpgsqlConnection(own.ConnectionString);
        try
        {
            connection.Notification += (_, e) => Publish(e.Payload);
            await connection.OpenAsync(ct);
            await ExecuteAsync(connection, $"LISTEN {PostgresBackplane.Channel}", ct);
            var askedAt = await PingAsync(connection, ct);
            LogListening();
            return (connection, askedAt);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // A dead connection is given up: to close it in good order could take as long as to wait for it.
    private async Task UseAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await ListenAsync(connection, ct);
        }
        finally
        {
            hearing.IsLost();
            NpgsqlConnection.ClearAllPools(); // what lies there broke with it: no request is to find that out
            _ = connection.DisposeAsync().AsTask().ContinueWith(
                closed => closed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var pingedAt = databaseClock.GetTimestamp();
        while (connection.State == ConnectionState.Open)
        {
            var left = PingEvery - databaseClock.GetElapsedTime(pingedAt);
            if (left.TotalMilliseconds >= 1)
            {
                await connection.WaitAsync(left, ct); // less, when something comes
            }
            else
            {
                pingedAt = await PingAsync(connection, ct);
                hearing.Hears(pingedAt);
            }
        }
    }

    private async Task<long> PingAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var askedAt = databaseClock.GetTimestamp();
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        databaseClock.Follow((DateTime)(await command.ExecuteScalarAsync(ct).WaitAsync(PatienceForPong, ct))!, askedAt);
        return askedAt;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private void Publish(string payload)
    {
        if (SessionSignal.Parse(payload) is { } signal)
        {
            hub.Publish(signal);
        }
    }

    [LoggerMessage(LogLevel.Information, "Listening for events of other nodes")]
    private partial void LogListening();

    [LoggerMessage(LogLevel.Warning, "Not listening for events of other nodes; the next try in {Wait}")]
    private partial void LogDisconnected(TimeSpan wait, Exception exception);
}

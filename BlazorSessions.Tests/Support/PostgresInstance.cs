using System.Diagnostics;
using Npgsql;

namespace BlazorSessions.Tests.Support;

/// <summary>A real PostgreSQL 15 on a free port and in a folder that goes away, which a test may stop and start.</summary>
public sealed class PostgresInstance : IAsyncDisposable
{
    private static readonly string Binaries = Environment.GetEnvironmentVariable("POSTGRES_BIN") ?? "/usr/lib/postgresql/15/bin";

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("blazorsessions-pg-").FullName;
    private readonly int connections;
    private readonly bool isDurable;
    private readonly string[] settings;
    private Process? server;
    private int databases;

    private PostgresInstance(int connections, bool isDurable, string[] settings)
    {
        this.connections = connections;
        this.isDurable = isDurable;
        this.settings = settings;
    }

    public int Port { get; } = Loopback.FreePort();

    /// <param name="connections">How many it takes.</param>
    /// <param name="isDurable">A commit waits until it is on the disk, as where data is kept; no test has any that it would miss.</param>
    /// <param name="settings">What else it is told, each as <c>name=value</c>.</param>
    public static async Task<PostgresInstance> StartAsync(int connections = 400, bool isDurable = false, params string[] settings)
    {
        var instance = new PostgresInstance(connections, isDurable, settings);
        await RunAsync("chown", "postgres", instance.folder);
        await RunAsPostgresAsync("initdb", "-D", instance.folder, "-U", "test", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        await instance.StartAgainAsync();
        return instance;
    }

    public async Task StartAgainAsync()
    {
        server = Start(AsPostgres(
            "postgres",
            [
                "-D", folder, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}",
                "-c", $"fsync={(isDurable ? "on" : "off")}", "-c", $"max_connections={connections}",
                .. settings.SelectMany(IEnumerable<string> (setting) => ["-c", setting]),
            ]));
        await WaitUntilReadyAsync();
    }

    /// <summary>Stops at once, as when the power goes; what was committed is there again after the next start.</summary>
    public async Task StopAsync()
    {
        if (server is not null)
        {
            try
            {
                await RunAsPostgresAsync("pg_ctl", "-D", folder, "-m", "immediate", "stop");
                await server.WaitForExitAsync();
            }
            catch (InvalidOperationException) when (server.WaitForExit(LongestStop))
            {
                // Ctrl-C reaches the server as well: it was ending by itself.
            }

            server.Dispose();
            server = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A connection string for a new database, empty or a copy of another.</summary>
    public async Task<string> CreateDatabaseAsync(string? copyOf = null)
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {copyOf ?? "template1"}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>What <c>pg_dump</c> writes of a database.</summary>
    public static async Task<byte[]> DumpAsync(string connectionString)
    {
        var from = new NpgsqlConnectionStringBuilder(connectionString);
        var file = Path.GetTempFileName();
        try
        {
            await RunAsync(
                Path.Combine(Binaries, "pg_dump"), "--file", file, "--host", from.Host!, "--port", $"{from.Port}", "--username", from.Username!, from.Database!);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=test;Database={database};Maximum Pool Size=40;Include Error Detail=true;"
        + "Connection Idle Lifetime=5;Connection Pruning Interval=2"; // a database is for one test, and the server has room for so many

    // The server says on its socket when it is ready; asking is the only signal that it gives.
    private async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (NpgsqlException) when (!server!.HasExited)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    // The server refuses to run as root.
    private static string[] AsPostgres(string program, params string[] arguments) =>
        Environment.UserName == "root"
            ? ["runuser", "-u", "postgres", "--", Path.Combine(Binaries, program), .. arguments]
            : [Path.Combine(Binaries, program), .. arguments];

    private static Task RunAsPostgresAsync(string program, params string[] arguments) => RunAsync(AsPostgres(program, arguments));

    private static async Task RunAsync(params string[] words)
    {
        if (words[0] == "chown" && Environment.UserName != "root")
        {
            return;
        }

        using var process = Start(words);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', words)} failed. ./test.sh installs PostgreSQL 15 when it is missing.");
        }
    }

    private static Process Start(string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}

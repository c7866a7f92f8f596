using BlazorSessions.App.Settings;
using Npgsql;

namespace BlazorSessions.Tests.Support;

/// <summary>Where an application keeps its things: a database and a folder. It outlives each application that is started on it.</summary>
public sealed class TestPlace : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("blazorsessions-test-").FullName;

    private TestPlace(DatabaseProvider provider) => Provider = provider;

    public DatabaseProvider Provider { get; }

    public string Connection { get; private set; } = "";

    public string KeyFile => Path.Combine(folder, "keys");

    public static async Task<TestPlace> CreateAsync(DatabaseProvider provider)
    {
        var place = new TestPlace(provider);
        place.Connection = provider == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(place.folder, "test.db")}"
            : await (await TestContext.Current.GetFixture<PostgresServer>())!.CreateDatabaseAsync();
        return place;
    }

    /// <summary>Takes the PostgreSQL database away, whoever uses it.</summary>
    public async Task DropDatabaseAsync()
    {
        var target = new NpgsqlConnectionStringBuilder(Connection);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Database = "postgres" }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"DROP DATABASE {target.Database} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

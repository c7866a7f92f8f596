using BlazorSessions.App.Settings;
using Npgsql;

namespace BlazorSessions.Tests.Support;

/// <summary>Where an application keeps its things: a database and a folder. It outlives each application that is started on it.</summary>
public sealed class TestPlace : IAsyncDisposable
{
    private readonly string folder;

    private TestPlace(DatabaseProvider provider, string? folder = null)
    {
        Provider = provider;
        this.folder = folder ?? Directory.CreateTempSubdirectory("blazorsessions-test-").FullName;
    }

    /// <summary>A place whose PostgreSQL database is there already, or is reached in another way.</summary>
    public static TestPlace On(string postgresConnection) => new(DatabaseProvider.PostgreSql) { Connection = postgresConnection };

    /// <summary>The same place with another way to its database.</summary>
    public TestPlace By(string postgresConnection) => new(Provider, folder) { Connection = postgresConnection };

    /// <summary>A SQLite database in a folder that is there already.</summary>
    public static TestPlace In(string folder) =>
        new(DatabaseProvider.Sqlite, folder) { Connection = $"Data Source={Path.Combine(folder, "test.db")}" };

    public DatabaseProvider Provider { get; }

    public string Connection { get; private set; } = "";

    /// <summary>What a program is told to work here: its settings, each as <c>Section:Key=value</c>.</summary>
    public IEnumerable<string> Settings =>
    [
        $"Database:Provider={Provider}",
        $"ConnectionStrings:{Provider}={Connection}",
        $"Keys:File={KeyFile}",
        "PasswordHashing:MemoryKiB=7168", // the least that is allowed, so that tests wait for rules and not for hashes
        "PasswordHashing:Iterations=1",
    ];

    public string KeyFile => Path.Combine(folder, "keys");

    /// <summary>One with a database that has its schema: most tests are not about the first start.</summary>
    public static async Task<TestPlace> CreateMigratedAsync(DatabaseProvider provider)
    {
        var place = new TestPlace(provider);
        place.Connection = await (await TestContext.Current.GetFixture<MigratedDatabases>())!.CopyAsync(provider, place.folder);
        return place;
    }

    /// <summary>One where nothing is yet.</summary>
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
        if (Directory.Exists(folder)) // two places may share it
        {
            Directory.Delete(folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}

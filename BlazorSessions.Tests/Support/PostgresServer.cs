[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace BlazorSessions.Tests.Support;

/// <summary>One PostgreSQL for the run; each test gets a database of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private PostgresInstance instance = null!;

    public async ValueTask InitializeAsync() => instance = await PostgresInstance.StartAsync();

    public ValueTask DisposeAsync() => instance.DisposeAsync();

    /// <summary>A connection string for a new database, empty or a copy of another.</summary>
    public Task<string> CreateDatabaseAsync(string? copyOf = null) => instance.CreateDatabaseAsync(copyOf);
}

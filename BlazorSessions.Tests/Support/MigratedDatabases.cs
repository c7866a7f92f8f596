using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

[assembly: AssemblyFixture(typeof(BlazorSessions.Tests.Support.MigratedDatabases))]

namespace BlazorSessions.Tests.Support;

/// <summary>A database of each kind with the whole schema and nothing else, migrated once for the run and copied for each test.</summary>
public sealed class MigratedDatabases : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("blazorsessions-schema-");
    private readonly Lazy<Task<string>> sqliteFile;
    private readonly Lazy<Task<string>> postgresName;

    public MigratedDatabases()
    {
        sqliteFile = new(MigrateSqliteAsync);
        postgresName = new(MigratePostgresAsync);
    }

    /// <summary>Makes a copy.</summary>
    /// <param name="provider">Of which kind.</param>
    /// <param name="home">Where a file goes.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CopyAsync(DatabaseProvider provider, string home)
    {
        if (provider == DatabaseProvider.PostgreSql)
        {
            return await (await ServerAsync()).CreateDatabaseAsync(await postgresName.Value);
        }

        var copy = Path.Combine(home, "test.db");
        File.Copy(await sqliteFile.Value, copy);
        return $"Data Source={copy}";
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<PostgresServer> ServerAsync() => (await TestContext.Current.GetFixture<PostgresServer>())!;

    private static async Task MigrateAsync(AppDbContext db)
    {
        await using var migrated = db;
        await migrated.PrepareAsync(CancellationToken.None);
        await migrated.MigrateAsync(CancellationToken.None);
    }

    // Without a pool, so that nothing is left open: a database that is in use cannot be copied.
    private async Task<string> MigrateSqliteAsync()
    {
        var file = Path.Combine(folder.FullName, "schema.db");
        await MigrateAsync(new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options));
        return file;
    }

    private async Task<string> MigratePostgresAsync()
    {
        var connection = await (await ServerAsync()).CreateDatabaseAsync();
        await MigrateAsync(new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql($"{connection};Pooling=false").Options));
        return new Npgsql.NpgsqlConnectionStringBuilder(connection).Database!;
    }
}

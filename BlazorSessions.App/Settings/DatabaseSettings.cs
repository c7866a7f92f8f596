using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BlazorSessions.App.Settings;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the data is.</summary>
/// <param name="Provider">Which database.</param>
/// <param name="ConnectionString">How it is reached.</param>
/// <param name="SqliteFile">The full path of the SQLite file; null with PostgreSQL.</param>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString, string? SqliteFile)
{
    /// <summary>The app's data folder: <c>data</c> beside the program.</summary>
    public static string DataFolder => Path.Combine(AppContext.BaseDirectory, "data");

    // Nobody waits longer for a database that does not answer; the operator's own value, which comes after, wins.
    private const string SqlitePatience = "Default Timeout=5;";
    private const string PostgresPatience = "Timeout=5;Command Timeout=5;Cancellation Timeout=500;";

    // Nothing that a connection of the pool does outlives its transaction, so there is nothing to reset; and what is asked again
    // and again is planned once for each connection.
    private const string PostgresHaste = "No Reset On Close=true;Max Auto Prepare=100;";

    /// <exception cref="SettingsException">An unknown provider, or a connection string that is missing or cannot be read.</exception>
    public static DatabaseSettings Read(SettingsReader read) =>
        read.OneOf("Database:Provider", DatabaseProvider.Sqlite) switch
        {
            DatabaseProvider.PostgreSql => ReadPostgres(read),
            _ => ReadSqlite(read),
        };

    private static DatabaseSettings ReadSqlite(SettingsReader read)
    {
        const string Key = "ConnectionStrings:Sqlite";
        var text = read.Text(Key) ?? $"Data Source={Path.Combine(DataFolder, "blazorsessions.db")}";
        var connection = Parse(Key, () => new SqliteConnectionStringBuilder(SqlitePatience + text));
        if (string.IsNullOrEmpty(connection.DataSource) || connection.Mode == SqliteOpenMode.Memory || connection.DataSource == ":memory:")
        {
            throw new SettingsException(Key, "must name a file: Data Source=/path/to/file.db");
        }

        connection.DataSource = Path.GetFullPath(connection.DataSource);
        return new(DatabaseProvider.Sqlite, connection.ToString(), connection.DataSource);
    }

    private static DatabaseSettings ReadPostgres(SettingsReader read)
    {
        const string Key = "ConnectionStrings:PostgreSql";
        var text = read.Text(Key) ?? throw new SettingsException(Key, "is needed with Database:Provider PostgreSql: Host=…;Database=…;Username=…;Password=…");
        return new(DatabaseProvider.PostgreSql, Parse(Key, () => new NpgsqlConnectionStringBuilder(PostgresPatience + PostgresHaste + text)).ToString(), null);
    }

    private static T Parse<T>(string key, Func<T> parse)
        where T : DbConnectionStringBuilder
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new SettingsException(key, $"cannot be read ({e.Message.ReplaceLineEndings(" ")})");
        }
    }
}

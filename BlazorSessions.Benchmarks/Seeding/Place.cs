using BlazorSessions.App;
using BlazorSessions.App.Settings;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorSessions.Benchmarks.Seeding;

/// <summary>Where a measured program keeps its things: a folder that goes away, and a database in it or on a PostgreSQL.</summary>
internal sealed class Place : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("blazorsessions-benchmark-");
    private readonly DatabaseProvider provider;
    private readonly string connection;

    private Place(DatabaseProvider provider, string? connection)
    {
        this.provider = provider;
        this.connection = connection ?? $"Data Source={Path.Combine(folder.FullName, "benchmark.db")}";
    }

    /// <summary>How its PostgreSQL is reached; for SQLite, its file.</summary>
    public string Connection => connection;

    /// <summary>What a program is told to work here, with the limits off that no load would pass, each as <c>--Section:Key=value</c>.</summary>
    public IReadOnlyList<string> Settings =>
    [
        $"--Database:Provider={provider}",
        $"--ConnectionStrings:{provider}={connection}",
        $"--Keys:File={Path.Combine(folder.FullName, "keys")}",
        "--RateLimits:Enabled=false",
    ];

    public static Place OnSqlite() => new(DatabaseProvider.Sqlite, null);

    /// <summary>A new database on a PostgreSQL.</summary>
    public static async Task<Place> OnAsync(PostgresInstance postgres) => new(DatabaseProvider.PostgreSql, await postgres.CreateDatabaseAsync());

    /// <summary>The application with all its services and without a port, to make here what is measured later. It brings the schema.</summary>
    public async Task<WebApplication> OpenAsync(Action<IServiceCollection>? replace = null)
    {
        var app = Server.Build([.. Settings], builder =>
        {
            builder.Logging.ClearProviders();
            replace?.Invoke(builder.Services);
        });
        await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());
        return app;
    }

    /// <summary>Makes accounts here, before any program works with them.</summary>
    public async Task<IReadOnlyList<Household>> MoveInAsync(int count, int rows, CancellationToken ct)
    {
        Progress.Say($"{count} accounts with {rows} rows each");
        await using var app = await OpenAsync();
        return await Household.MoveInAsync(app.Services, count, rows, ct);
    }

    /// <summary>Starts what was opened, on a free port.</summary>
    public static Task StartAsync(WebApplication app, CancellationToken ct)
    {
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        return app.StartAsync(ct);
    }

    public void Dispose() => folder.Delete(recursive: true);
}

using BlazorSessions.App;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Support;

/// <summary>The whole application on a real Kestrel and a database of its own, with a clock that the test moves.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private TestApp(WebApplication app, string folder, FakeTimeProvider clock, LogRecorder log, DatabaseProvider provider)
    {
        this.app = app;
        this.folder = folder;
        Clock = clock;
        Log = log;
        Provider = provider;
    }

    public FakeTimeProvider Clock { get; }

    public LogRecorder Log { get; }

    public DatabaseProvider Provider { get; }

    public Uri Address => new(app.Urls.Single());

    /// <summary>Starts one.</summary>
    /// <param name="provider">On which database.</param>
    /// <param name="settings">Settings, each as <c>Section:Key=value</c>.</param>
    /// <param name="replace">What the test puts in place of parts.</param>
    public static async Task<TestApp> StartAsync(
        DatabaseProvider provider, IEnumerable<string>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var folder = Directory.CreateTempSubdirectory("blazorsessions-test-").FullName;
        var connection = provider == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(folder, "test.db")}"
            : await (await TestContext.Current.GetFixture<PostgresServer>())!.CreateDatabaseAsync();
        return await StartAsync(provider, connection, folder, settings, replace);
    }

    /// <summary>Starts one on a database and a folder that are there already, as another node or after a restart.</summary>
    public static async Task<TestApp> StartAsync(
        DatabaseProvider provider, string connection, string folder, IEnumerable<string>? settings = null, Action<IServiceCollection>? replace = null)
    {
        string[] all =
        [
            "urls=http://127.0.0.1:0",
            $"Database:Provider={provider}",
            $"ConnectionStrings:{provider}={connection}",
            $"Keys:File={Path.Combine(folder, "keys")}",
            "PasswordHashing:MemoryKiB=7168", // the least that is allowed, so that tests wait for rules and not for hashes
            "PasswordHashing:Iterations=1",
            .. settings ?? [],
        ];
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var log = new LogRecorder();
        var app = Server.Build([.. all.Select(setting => "--" + setting)], builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton<TimeProvider>(clock);
            replace?.Invoke(builder.Services);
        });
        await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());
        await app.StartAsync();
        return new(app, folder, clock, log, provider);
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

using BlazorSessions.App;
using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Support;

/// <summary>The whole application on a real Kestrel and a real database, with a clock that the test moves.</summary>
public sealed class TestApp : ISite, IAsyncDisposable
{
    /// <summary>When every test begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The setting for tests in which somebody asks more often than anybody would.</summary>
    public const string NoLimits = "RateLimits:Enabled=false";

    private readonly WebApplication app;
    private TestPlace? own;

    private TestApp(WebApplication app, FakeTimeProvider clock, LogRecorder log)
    {
        this.app = app;
        Clock = clock;
        Log = log;
    }

    public FakeTimeProvider Clock { get; }

    public LogRecorder Log { get; }

    public Uri Address => new(app.Urls.Single());

    /// <summary>Starts one on a database of its own.</summary>
    /// <param name="provider">On which database.</param>
    /// <param name="settings">Settings, each as <c>Section:Key=value</c>.</param>
    /// <param name="replace">What the test puts in place of parts.</param>
    public static async Task<TestApp> StartAsync(
        DatabaseProvider provider, IEnumerable<string>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var place = await TestPlace.CreateMigratedAsync(provider);
        var app = await StartAsync(place, settings, replace);
        app.own = place;
        return app;
    }

    /// <summary>Starts one on a place that is there already, as another node or after a restart.</summary>
    /// <param name="place">Where.</param>
    /// <param name="settings">Settings, each as <c>Section:Key=value</c>.</param>
    /// <param name="replace">What the test puts in place of parts.</param>
    /// <param name="clock">A clock that goes on, as after a restart; without one, time begins anew.</param>
    public static async Task<TestApp> StartAsync(
        TestPlace place, IEnumerable<string>? settings = null, Action<IServiceCollection>? replace = null, FakeTimeProvider? clock = null)
    {
        string[] all = ["urls=http://127.0.0.1:0", "hostBuilder:reloadConfigOnChange=false", .. place.Settings, .. settings ?? []];
        clock ??= new FakeTimeProvider(Start);
        var log = new LogRecorder();
        QuietBrowsersAttribute.Watch(log);
        var app = Server.Build([.. all.Select(setting => "--" + setting)], builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton<TimeProvider>(clock);
            replace?.Invoke(builder.Services);
        });
        try
        {
            await app.PrepareAsync(app.Services.GetRequiredService<AppSettings>());
            await app.StartAsync();
            return new(app, clock, log);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Changes the database behind the application's back.</summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync(sql, values, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }
}

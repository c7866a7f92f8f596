using System.Diagnostics;
using System.Globalization;
using BlazorSessions.App.Chain;
using BlazorSessions.App.Security;
using BlazorSessions.Benchmarks.Driving;
using BlazorSessions.Benchmarks.Running;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Scale;

/// <summary>The application with a long past, in this process: what it does by itself goes on beside what is measured.</summary>
internal sealed class ScaledSite : IAsyncDisposable
{
    private readonly Place place;
    private readonly WebApplication app;

    private ScaledSite(string name, Place place, WebApplication app, History history, HttpClient http)
    {
        Name = name;
        this.place = place;
        this.app = app;
        History = history;
        Http = http;
    }

    public string Name { get; }

    public History History { get; }

    /// <summary>What its visitors share.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<ScaledSite> OnAsync(PostgresInstance postgres, int rows, CancellationToken ct) =>
        await StartAsync($"{Text(rows)} rows", await Place.OnAsync(postgres), PostgresLoad.LoadAsync, rows, ct);

    public static Task<ScaledSite> OnSqliteAsync(int rows, CancellationToken ct) =>
        StartAsync($"SQLite, {Text(rows)} rows", Place.OnSqlite(), SqliteLoad.LoadAsync, rows, ct);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        place.Dispose();
    }

    private static async Task<ScaledSite> StartAsync(
        string name, Place place, Func<string, IReadOnlyList<LoadedTable>, CancellationToken, Task> loadAsync, int rows, CancellationToken ct)
    {
        WebApplication? app = null;
        try
        {
            app = await place.OpenAsync();
            var history = new History(rows, app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
            var hash = await app.Services.GetRequiredService<PasswordHasher>().HashAsync(Household.Password, ct);
            var began = Stopwatch.GetTimestamp();
            await loadAsync(place.Connection, history.Tables(hash, app.Services.GetRequiredService<LogKeys>().Now), ct);
            Progress.Say($"loaded {name} in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
            began = Stopwatch.GetTimestamp();
            await app.Services.GetRequiredService<LogSealer>().SealAsync(ct);
            Progress.Say($"sealed {name} in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
            await Place.StartAsync(app, ct);
            return new(name, place, app, history, Browser.Connect(new(app.Urls.Single())));
        }
        catch
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
            place.Dispose();
            throw;
        }
    }

    private static string Text(int rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}

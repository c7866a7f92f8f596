using BenchmarkDotNet.Attributes;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Benchmarks.Seeding;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Benchmarks.Micro;

/// <summary>What every request of a signed-in browser asks: whether its session is open.</summary>
public class CookieLookup
{
    private const int Accounts = 100;

    private PostgresInstance? postgres;
    private Place? place;
    private WebApplication? app;
    private SessionRegistry registry = null!;
    private OpaqueToken[] tokens = [];
    private int next;

    [Params(DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql)]
    public DatabaseProvider Database { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        postgres = Database == DatabaseProvider.PostgreSql ? await PostgresInstance.StartAsync(isDurable: true) : null;
        place = postgres is null ? Place.OnSqlite() : await Place.OnAsync(postgres);
        app = await place.OpenAsync();
        var households = await Household.MoveInAsync(app.Services, Accounts, rows: 1, CancellationToken.None);
        await Place.StartAsync(app, CancellationToken.None);
        tokens = [.. households.Select(household => household.Token)];
        registry = app.Services.GetRequiredService<SessionRegistry>();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await app!.DisposeAsync();
        place!.Dispose();
        await (postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Benchmark(Description = "session of a cookie")]
    public async Task<bool> FindAsync() =>
        await registry.FindAsync(tokens[next++ % Accounts], isActivity: true, CancellationToken.None) is SessionLookup.Open
            ? true
            : throw new InvalidOperationException("The session was not found open.");
}

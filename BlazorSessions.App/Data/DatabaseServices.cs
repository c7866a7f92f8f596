using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorSessions.App.Data;

internal static class DatabaseServices
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseSettings settings)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            services.AddContext<SqliteDbContext>(options => options.UseSqlite(settings.ConnectionString));
            services.AddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));
        }
        else
        {
            services.AddContext<PostgresDbContext>(options => options.UseNpgsql(settings.ConnectionString));
            services.AddSingleton(new DatabaseClock(TimeProvider.System));
            services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseClock>());
        }

        services.AddSingleton(new WriteGate(oneWriter: settings.Provider == DatabaseProvider.Sqlite));
        services.AddSingleton<DatabaseFileLock>();

        // The Data Protection key store asks its scope for a context; everything else makes one for each piece of work.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext());
        return services;
    }

    /// <summary>Has a clock that nodes share go by the database once, for a program that does not listen to it.</summary>
    public static async Task FollowClockAsync(this AppDbContext db, DatabaseClock? clock, CancellationToken ct)
    {
        if (clock is not null)
        {
            var askedAt = clock.GetTimestamp();
            clock.Follow(await db.Database.SqlQuery<DateTimeOffset>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(ct), askedAt);
        }
    }

    private static void AddContext<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : AppDbContext
    {
        services.AddPooledDbContextFactory<TContext>(options =>
        {
            configure(options);

            // What fails is also thrown, and some of it is expected (an address that is taken, a first start): whoever does
            // not expect it logs it.
            options.ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
        });
        services.AddSingleton<IDbContextFactory<AppDbContext>, ContextFactory<TContext>>();
    }

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<AppDbContext>
        where TContext : AppDbContext
    {
        public AppDbContext CreateDbContext() => inner.CreateDbContext();
    }
}

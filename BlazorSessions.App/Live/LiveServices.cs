using BlazorSessions.App.Settings;

namespace BlazorSessions.App.Live;

internal static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services, DatabaseProvider provider)
    {
        services.AddSingleton<SessionEventHub>();
        services.AddSingleton<Hearing>();
        services.AddScoped<SessionNotifier>();
        if (provider == DatabaseProvider.Sqlite)
        {
            services.AddSingleton<ISessionBackplane, InProcessBackplane>();
            services.AddHostedService<SqliteListener>();
        }
        else
        {
            services.AddSingleton<ISessionBackplane, PostgresBackplane>();
            services.AddHostedService<PostgresListener>();
        }

        return services;
    }
}

using BlazorSessions.App.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorSessions.Tests.Support;

public static class Replacing
{
    /// <summary>Leaves out what the application does by itself every few seconds, for a test that does it at moments of its own.</summary>
    public static void RemoveRounds(this IServiceCollection services)
    {
        foreach (var rounds in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationFactory is not null).ToList())
        {
            services.Remove(rounds);
        }
    }

    /// <summary>The same, and what it hears of other processes is for the test to say.</summary>
    public static void HearNothing(this IServiceCollection services)
    {
        services.RemoveRounds();
        foreach (var listener in services.Where(s => s.ImplementationType == typeof(PostgresListener) || s.ImplementationType == typeof(SqliteListener)).ToList())
        {
            services.Remove(listener);
        }
    }

    /// <summary>Puts something around a service of the application.</summary>
    public static void Replace<T>(this IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var real = services.Last(s => s.ServiceType == typeof(T)).ImplementationType!;
        services.AddSingleton(provider => around((T)ActivatorUtilities.CreateInstance(provider, real)));
    }
}

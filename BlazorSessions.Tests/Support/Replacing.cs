using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

public static class Replacing
{
    /// <summary>Puts something around a service of the application.</summary>
    public static void Replace<T>(this IServiceCollection services, Func<T, T> around)
        where T : class
    {
        var real = services.Last(s => s.ServiceType == typeof(T)).ImplementationType!;
        services.AddSingleton(provider => around((T)ActivatorUtilities.CreateInstance(provider, real)));
    }
}

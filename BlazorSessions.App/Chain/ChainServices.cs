namespace BlazorSessions.App.Chain;

internal static class ChainServices
{
    /// <summary>The log as a chain of keyed hashes, and what seals and verifies it.</summary>
    public static IServiceCollection AddChain(this IServiceCollection services)
    {
        services.AddSingleton<LogKeys>();
        services.AddSingleton<LogVerifier>();
        services.AddSingleton<LogSealer>();
        services.AddHostedService(provider => provider.GetRequiredService<LogSealer>());
        return services;
    }
}

using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace BlazorSessions.App.Sessions;

internal static class CircuitServices
{
    private const int LargestMessage = 32 * 1024; // bytes; the longest that a page sends is the list of its live parts

    // A circuit without a socket is kept for a tunnel or a nap. A page that comes back too late loads anew, and loses only what
    // was typed. The number bounds what is kept for pages that never come back, of which nobody can tell which they are.
    private const int MostWithoutSocket = 500;
    private static readonly TimeSpan LongestWithoutSocket = TimeSpan.FromMinutes(2);

    public static void AddCircuits(this IRazorComponentsBuilder razor)
    {
        razor.Services.AddSingleton<CircuitLimits>();
        razor.Services.AddSingleton<CircuitOwners>();
        razor.Services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        razor.AddInteractiveServerComponents(options =>
            {
                options.RootComponents.MaxJSRootComponents = CircuitFloodFilter.MostParts;
                options.PersistedCircuitInMemoryMaxRetained = 0; // the islands hold nothing that the database does not
                options.DisconnectedCircuitMaxRetained = MostWithoutSocket;
                options.DisconnectedCircuitRetentionPeriod = LongestWithoutSocket;
            })
            .AddHubOptions(options =>
            {
                options.MaximumReceiveMessageSize = LargestMessage;
                options.AddFilter<CircuitFloodFilter>();
                options.AddFilter<SessionHubFilter>();
            });
    }
}

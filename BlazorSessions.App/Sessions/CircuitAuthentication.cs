using Microsoft.AspNetCore.Components.Server;

namespace BlazorSessions.App.Sessions;

/// <summary>Who opened a page, as the framework keeps it: of all services of a circuit the one that is there from its start.</summary>
internal sealed class CircuitAuthentication(CircuitOwners owners) : ServerAuthenticationStateProvider, IDisposable
{
    private readonly IDisposable? ownership = owners.Join();

    public void Dispose() => ownership?.Dispose();
}

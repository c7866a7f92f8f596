using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorSessions.App.Sessions;

/// <summary>Lets no page of an ended session connect, also not again, and serves no event of one that still stands.</summary>
public sealed class SessionCircuitHandler(CircuitSession session) : CircuitHandler
{
    /// <exception cref="SessionEndedException">The framework refuses the connection and disposes of the circuit; the page loads anew.</exception>
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (!await session.IsOpenAsync())
        {
            throw new SessionEndedException();
        }
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async context =>
        {
            if (await session.IsOpenAsync())
            {
                await next(context);
            }
        };
}

/// <summary>The session of a circuit is over.</summary>
public sealed class SessionEndedException() : Exception("The session of this page has ended.");

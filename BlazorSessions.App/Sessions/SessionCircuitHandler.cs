using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorSessions.App.Sessions;

/// <summary>Lets no page of an ended session come back to its circuit, and serves no event of one that still stands.</summary>
public sealed class SessionCircuitHandler(CircuitSession session) : CircuitHandler
{
    private bool hasBeenUp;

    /// <summary>
    /// The first connection passes: its socket was let in with an open session, and if that has ended in the same moment
    /// the page is told to leave and its socket is cut, as any other's.
    /// </summary>
    /// <exception cref="SessionEndedException">The framework refuses the connection and disposes of the circuit; the page loads anew.</exception>
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (hasBeenUp && !await session.IsOpenAsync())
        {
            throw new SessionEndedException();
        }

        hasBeenUp = true;
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

using BlazorSessions.App.Live;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace BlazorSessions.App.Sessions;

/// <summary>Lets no page of an ended session come back to its circuit, and serves no event of one that still stands.</summary>
public sealed class SessionCircuitHandler(CircuitSession session, SessionNotifier notifier, IJSRuntime js) : CircuitHandler
{
    private bool hasBeenUp;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        CircuitJson.Forget(js);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The first connection passes: <see cref="SessionHubFilter"/> let it start with an open session, and if that has ended in
    /// the same moment nothing of the page is made, and its socket is cut as any other's.
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

    /// <summary>The framework keeps a circuit for a while without its socket. One that nobody may take up again hears nothing more.</summary>
    public override async Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (!await session.IsOpenAsync())
        {
            notifier.Dispose();
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

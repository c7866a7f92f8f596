using Microsoft.AspNetCore.SignalR;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Starts a circuit for an open session or a sign-in that waits, and gives it back to the one that started it alone. A page
/// that is refused is told what it would be told if its circuit were no longer there: it loads anew, and hears why.
/// <see cref="SessionCircuitHandler"/> would refuse it too, and refuses what this cannot know, but the framework writes that
/// down as a fault.
/// </summary>
internal sealed class SessionHubFilter(CircuitOwners owners) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var owner = invocationContext.Context.User?.Owner(); // CircuitAdmission lets nobody else come so far
        switch (invocationContext.HubMethodName)
        {
            case "StartCircuit":
                return owner is null ? null : await owners.StartAsync(owner, () => next(invocationContext));
            case "ConnectCircuit" when OwnerOf(invocationContext) is { } starter:
                if (starter == owner)
                {
                    return await next(invocationContext);
                }

                Refuse(invocationContext, "not-its-own");
                return false;
            case "ConnectCircuit" // as after a restart
                or "PauseCircuit" or "ResumeCircuit": // a way to another circuit, which no page of ours goes
                return false;
            default:
                return await next(invocationContext);
        }
    }

    private CircuitOwner? OwnerOf(HubInvocationContext call) => call.HubMethodArguments is [string secret] ? owners.Of(secret) : null;

    private static void Refuse(HubInvocationContext call, string outcome)
    {
        if (call.Context.GetHttpContext() is { } request)
        {
            CircuitGate.Log(request, outcome);
        }
    }
}

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
        var owner = invocationContext.Context.User?.Owner();
        switch (invocationContext.HubMethodName)
        {
            case "StartCircuit":
                if (owner is not null)
                {
                    return await owners.StartAsync(owner, () => next(invocationContext));
                }

                Refuse(invocationContext, WhyNobody(invocationContext));
                invocationContext.Context.Abort(); // a page hears of a lost socket, and of nothing else before its circuit is there
                return null;
            case "ConnectCircuit":
                if (OwnerOf(invocationContext) is not { } starter)
                {
                    return false; // as after a restart
                }

                if (starter == owner)
                {
                    return await next(invocationContext);
                }

                Refuse(invocationContext, owner is null ? WhyNobody(invocationContext) : "not-its-own");
                return false;
            case "PauseCircuit" or "ResumeCircuit":
                return false; // a way to another circuit, which no page of ours goes
            default:
                return await next(invocationContext);
        }
    }

    private CircuitOwner? OwnerOf(HubInvocationContext call) => call.HubMethodArguments is [string secret] ? owners.Of(secret) : null;

    private static string WhyNobody(HubInvocationContext call) =>
        call.Context.GetHttpContext()?.Features.Get<RequestSession>()?.Lookup is SessionLookup.Ended ? "session-ended" : "unknown-cookie";

    private static void Refuse(HubInvocationContext call, string outcome)
    {
        if (call.Context.GetHttpContext() is { } request)
        {
            CircuitGate.Log(request, outcome);
        }
    }
}

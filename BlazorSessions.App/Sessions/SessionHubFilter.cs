using Microsoft.AspNetCore.SignalR;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Tells a page that comes back with the cookie of an ended session that its circuit is no longer there: it loads anew and
/// is told why. <see cref="SessionCircuitHandler"/> would refuse it too, but the framework writes that down as a fault.
/// </summary>
internal sealed class SessionHubFilter : IHubFilter
{
    private const string Reconnect = "ConnectCircuit";

    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        invocationContext.HubMethodName == Reconnect && SessionOf(invocationContext) is SessionLookup.Ended
            ? new(false)
            : next(invocationContext);

    private static SessionLookup? SessionOf(HubInvocationContext invocation) =>
        invocation.Context.GetHttpContext()?.Features.Get<RequestSession>()?.Lookup;
}

using Microsoft.AspNetCore.SignalR;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Tells a page that comes back with neither an open session nor the cookie of somebody who waits that its circuit is no
/// longer there: it loads anew, and is told why. <see cref="SessionCircuitHandler"/> would refuse it too, but the framework
/// writes that down as a fault.
/// </summary>
internal sealed class SessionHubFilter(ApprovalCookie waiting) : IHubFilter
{
    private const string Reconnect = "ConnectCircuit";

    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        invocationContext.HubMethodName == Reconnect && invocationContext.Context.GetHttpContext() is { } request && !MayComeBack(request)
            ? new(false)
            : next(invocationContext);

    private bool MayComeBack(HttpContext request) =>
        request.Features.Get<RequestSession>()?.Lookup is SessionLookup.Open || waiting.IsSent(request);
}

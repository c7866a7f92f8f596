using Microsoft.AspNetCore.SignalR;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Tells a page that comes back with the cookie of a session that is over, and none of somebody who waits, that its circuit
/// is no longer there: it loads anew, and is told why. <see cref="SessionCircuitHandler"/> would refuse it too, and refuses
/// what this cannot know, but the framework writes that down as a fault.
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
        request.Features.Get<RequestSession>()?.Lookup is null or SessionLookup.Open || waiting.IsSent(request);
}

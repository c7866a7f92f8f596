using System.Text.Json;
using System.Threading.RateLimiting;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.SignalR;

namespace BlazorSessions.App.Sessions;

/// <summary>Cuts a socket that sends more than any person causes, or asks for more live parts than any page has.</summary>
internal sealed class CircuitFloodFilter(RateLimitSettings settings) : IHubFilter
{
    /// <summary>Live parts of one circuit, by which the framework goes too: our fullest page has four, and they go when it changes.</summary>
    public const int MostParts = 50;

    private const int SecondsAtOnce = 4; // somebody who types fast into a page that has just come back

    private static readonly object Key = new();

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.Context.Items[Key] is not Sender sender || sender.ExcessOf(invocationContext) is not { } excess)
        {
            return await next(invocationContext);
        }

        if (!sender.IsCut && invocationContext.Context.GetHttpContext() is { } request)
        {
            sender.IsCut = true;
            CircuitGate.Log(request, excess);
        }

        invocationContext.Context.Abort();
        return null;
    }

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        context.Context.Items[Key] = settings.Enabled ? new Sender(settings.Circuits.EventsPerSecond) : null;
        return next(context);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        (context.Context.Items[Key] as Sender)?.Dispose();
        return next(context, exception);
    }

    private sealed class Sender(int eventsPerSecond) : IDisposable
    {
        private readonly TokenBucketRateLimiter events = new(new()
        {
            TokenLimit = SecondsAtOnce * eventsPerSecond,
            TokensPerPeriod = eventsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = false, // no timer for each socket: it is asked to when something comes
        });

        private int parts;

        public bool IsCut { get; set; }

        public string? ExcessOf(HubInvocationContext call)
        {
            events.TryReplenish();
            using var lease = events.AttemptAcquire();
            if (!lease.IsAcquired)
            {
                return "too-many-events";
            }

            parts += call is { HubMethodName: "UpdateRootComponents", HubMethodArguments: [string operations, ..] } ? PartsIn(operations) : 0;
            return parts > MostParts ? "too-many-parts" : null;
        }

        public void Dispose() => events.Dispose();

        // What cannot be read is for the framework to refuse.
        private static int PartsIn(string operations)
        {
            try
            {
                using var batch = JsonDocument.Parse(operations);
                return batch.RootElement.GetProperty("operations").EnumerateArray()
                    .Sum(o => o.GetProperty("type").GetString() switch { "add" => 1, "remove" => -1, _ => 0 });
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                return 0;
            }
        }
    }
}

using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Support;

/// <summary>Knows of what pages send to their circuits, whether it is served or not, when the application has done with it.</summary>
public sealed class CircuitActivity : CircuitHandler
{
    private int come;
    private int done;

    public override int Order => int.MinValue; // so that it also sees what others hold back

    /// <summary>Has every circuit of the application pass here.</summary>
    public void AddTo(IServiceCollection services) => services.AddSingleton<CircuitHandler>(this);

    /// <summary>Has a page send something, and waits until it has come and nothing that has come is still looked at.</summary>
    public async Task AfterAsync(Func<Task> send)
    {
        var before = Volatile.Read(ref come);
        await send();
        await Until.TrueAsync(() => Volatile.Read(ref done) is var all && all > before && all == Volatile.Read(ref come));
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async context =>
        {
            Interlocked.Increment(ref come);
            try
            {
                await next(context);
            }
            finally
            {
                Interlocked.Increment(ref done);
            }
        };
}

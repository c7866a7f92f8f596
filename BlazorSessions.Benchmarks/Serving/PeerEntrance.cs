using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>
/// Stands before everything else: one signs in there, and each request gets the session that is answered with. Whether the
/// request comes as far as the answer, the peer's scheme decides, since the application lets nobody in whom it does not know.
/// </summary>
internal sealed class PeerEntrance(Peer peer, FixedSession session) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
        {
            context.Features.Set(session.Request);
            return context.Request.Path == Peer.SignInPath ? peer.SignInAsync(context) : following(context);
        });
        next(app);
    };
}

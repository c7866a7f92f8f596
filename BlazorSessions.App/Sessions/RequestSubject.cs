using BlazorSessions.App.Security;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.App.Sessions;

internal static class RequestSubject
{
    /// <summary>Who sent a request, for the security log: whose session it is, where it comes from, and what the browser says of itself.</summary>
    public static Subject Subject(this HttpContext context)
    {
        var current = context.User.Session();
        return new(
            current?.User,
            current?.Session,
            PeerAddress.Of(context),
            DeviceDescription.Read(context.Request.Headers.UserAgent.ToString(), RequestHints.Read(context.Request)).Name);
    }
}

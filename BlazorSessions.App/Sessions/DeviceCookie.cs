using BlazorSessions.App.Security;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.App.Sessions;

/// <summary>By which a browser is known again. It opens nothing.</summary>
public sealed class DeviceCookie() : OpaqueCookie("device", TimeSpan.FromDays(400)) // the longest that browsers keep (RFC 6265bis, 5.5)
{
    /// <summary>The device of this request; a browser that has no cookie yet gets one, any other gets its own renewed.</summary>
    public Device Identify(HttpContext context)
    {
        var token = Read(context) ?? OpaqueToken.Issue();
        Write(context, token);
        RequestHints.AskFor(context);
        return new Device(
            token.Hash(), context.Request.Headers.UserAgent.ToString(), PeerAddress.Of(context), RequestHints.Read(context.Request));
    }

    /// <summary>
    /// Gives a browser its cookie before it sends a password: a form sent twice is then one device asking twice, and not a
    /// stranger who has to wait for an answer that the browser threw away.
    /// </summary>
    public void Remember(HttpContext context)
    {
        if (Read(context) is null)
        {
            Write(context, OpaqueToken.Issue());
        }

        RequestHints.AskFor(context);
    }
}

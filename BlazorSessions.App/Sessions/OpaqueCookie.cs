using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.App.Sessions;

/// <summary>A cookie that carries an <see cref="OpaqueToken"/>, of which the database has the hash.</summary>
public abstract class OpaqueCookie(string name, TimeSpan lifetime) : HostCookie(name, lifetime)
{
    public OpaqueToken? Read(HttpContext context) => OpaqueToken.Parse(ReadText(context));

    public void Write(HttpContext context, OpaqueToken token) => WriteText(context, token.Reveal());
}

namespace BlazorSessions.App.Security;

/// <summary>The names under which a browser reaches its own machine: what goes there passes no network, so it needs no HTTPS.</summary>
internal static class ThisMachine
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    public static bool Is(HostString host) => Names.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
}

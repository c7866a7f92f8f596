namespace BlazorSessions.App.Sessions;

/// <summary>Marks an endpoint that is the same for everyone: no session is looked up for it, and asking for it is no use of one.</summary>
internal sealed class NeedsNoSession
{
    public static readonly NeedsNoSession Mark = new();
}

namespace BlazorSessions.Tests.Support;

/// <summary>Something that a device can be pointed at: an application, a program of its own, or a proxy before several.</summary>
public interface ISite
{
    Uri Address { get; }
}

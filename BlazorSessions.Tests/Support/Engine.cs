namespace BlazorSessions.Tests.Support;

/// <summary>What draws the pages of a device: the three that browsers are built on today.</summary>
public enum Engine
{
    Chromium,
    Firefox,
    WebKit,
}

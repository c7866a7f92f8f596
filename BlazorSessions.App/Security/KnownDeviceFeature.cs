namespace BlazorSessions.App.Security;

/// <summary>That a request comes from a device that the account it is about knows; its tries are counted for it alone.</summary>
/// <param name="Key">Names the device at that account.</param>
public sealed record KnownDeviceFeature(string Key);

using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Sessions;

/// <summary>Who comes to the circuit.</summary>
/// <param name="User">The user; null for a device that waits, which counts by its address alone.</param>
/// <param name="Network">Its address, or the /64 of IPv6.</param>
public readonly record struct CircuitVisitor(UserId? User, string Network);

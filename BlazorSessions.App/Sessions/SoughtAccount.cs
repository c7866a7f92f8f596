using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.App.Sessions;

/// <summary>What was found for an address and a device, and is not asked for twice in a request.</summary>
/// <param name="Email">The address.</param>
/// <param name="Device">The device.</param>
/// <param name="User">Whose address it is, also one whose deletion is due; null when there is no account.</param>
/// <param name="KnowsDevice">The account knows the device.</param>
public sealed record SoughtAccount(EmailAddress Email, TokenHash Device, User? User, bool KnowsDevice);

using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.App.Data;

/// <summary>
/// An entry of the log that was put aside on one device. On every other it stays: somebody who should not be there cannot
/// hide from the owner what he did.
/// </summary>
public sealed record DismissedNotice(UserId UserId, TokenHash DeviceKey, long Number);

using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignOut;

/// <summary>Ends sessions because a person says so. Once begun it is carried through: a page that closes meanwhile must not leave one open.</summary>
public sealed class SignOutService(SessionRegistry registry)
{
    /// <summary>This device.</summary>
    public Task SignOutAsync(CurrentSession current) => DecideAsync(current, sessions => sessions.SignOut(current.Session));

    /// <summary>One sign-in of the same account, open or waiting; nothing happens when it is over already.</summary>
    /// <returns>False when the account has no such sign-in, or it is not over now, since this device itself is out.</returns>
    public async Task<bool> SignOutAsync(CurrentSession current, SessionId id) =>
        await DecideAsync(current, sessions => id == current.Session ? sessions.SignOut(id) : sessions.SignOutOther(current.Session, id))
        || await registry.ReadAsync(current.User, id, CancellationToken.None) is { EndedAt: not null };

    /// <summary>Every device but this, and whatever waits to come in.</summary>
    /// <returns>How many open sessions were ended.</returns>
    public Task<int> SignOutEverywhereElseAsync(CurrentSession current) =>
        DecideAsync(current, sessions => sessions.SignOutEverywhereElse(current.Session));

    private async Task<T?> DecideAsync<T>(CurrentSession current, Func<UserSessions, T> decide)
    {
        await using var locked = await registry.LockAsync(current.User, CancellationToken.None);
        if (locked is null)
        {
            return default;
        }

        var result = decide(locked.Sessions);
        await locked.CommitAsync(CancellationToken.None);
        return result;
    }
}

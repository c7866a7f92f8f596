using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignOut;

/// <summary>Ends sessions because a person says so. Once begun it is carried through: a page that closes meanwhile must not leave one open.</summary>
public sealed class SignOutService(SessionRegistry registry)
{
    /// <summary>This device.</summary>
    public Task SignOutAsync(CurrentSession current) => DecideAsync(current, sessions => sessions.SignOut(current.Session));

    /// <summary>One sign-in of the same account, open or waiting; nothing happens when it is over already.</summary>
    public async Task<EndOutcome> SignOutAsync(CurrentSession current, SessionId id)
    {
        var outcome = await DecideAsync(current, sessions => id != current.Session ? sessions.SignOutOther(current.Session, id)
            : sessions.SignOut(id) ? new EndOutcome.Ended(1) : new EndOutcome.NotThere());
        return outcome is null or EndOutcome.NotThere && await registry.ReadAsync(current.User, id, CancellationToken.None) is { EndedAt: not null }
            ? new EndOutcome.Ended(0)
            : outcome ?? new EndOutcome.NotThere();
    }

    /// <summary>Every device but this, and whatever waits to come in.</summary>
    public async Task<EndOutcome> SignOutEverywhereElseAsync(CurrentSession current) =>
        await DecideAsync(current, sessions => sessions.SignOutEverywhereElse(current.Session)) ?? new EndOutcome.NotThere();

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

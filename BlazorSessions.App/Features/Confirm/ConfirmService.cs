using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Confirm;

/// <summary>Proves the password of somebody who is signed in.</summary>
public sealed class ConfirmService(IDbContextFactory<AppDbContext> contexts, PasswordHasher hasher, SessionRegistry registry)
{
    /// <summary>Checks the password and, when it is right, has the session proved: it gets a new token.</summary>
    /// <returns>The token for its browser; null when the password is wrong or the session is over.</returns>
    public async Task<OpaqueToken?> ConfirmAsync(CurrentSession current, string? typed, CancellationToken ct)
    {
        await using var locked = await LockAsync(current, typed, ct);
        var token = locked?.Sessions.Prove(current.Session);
        await (locked?.CommitAsync(ct) ?? Task.CompletedTask);
        return token;
    }

    /// <summary>
    /// Takes the user's lock with the password proved: the hash outside of it, and once more the question whether that is
    /// still the one that stands.
    /// </summary>
    /// <returns>Null when the password is not the right one.</returns>
    public async Task<LockedUser?> LockAsync(CurrentSession current, string? typed, CancellationToken ct)
    {
        if (PasswordRules.Normalise(typed) is not { } password)
        {
            return null;
        }

        var hash = await ReadHashAsync(current.User, ct);
        if (await hasher.VerifyAsync(hash, password, ct) == PasswordCheck.Wrong)
        {
            return null;
        }

        var locked = await registry.LockAsync(current.User, ct);
        if (locked is null || (locked.User.PasswordHash == hash && locked.Sessions.IsOpen(current.Session)))
        {
            return locked;
        }

        await locked.DisposeAsync();
        return null;
    }

    private async Task<string?> ReadHashAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.Where(u => u.Id == user).Select(u => u.PasswordHash).SingleOrDefaultAsync(ct);
    }
}

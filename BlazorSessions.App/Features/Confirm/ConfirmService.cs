using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Confirm;

/// <summary>Proves the password of somebody who is signed in.</summary>
public sealed class ConfirmService(
    IDbContextFactory<AppDbContext> contexts, PasswordHasher hasher, GuessLimits limits, SessionRegistry registry)
{
    /// <summary>Checks the password and, when it is right, has the session proved: it gets a new token.</summary>
    public Task<Confirmation> ConfirmAsync(CurrentSession current, string? typed, CancellationToken ct) =>
        DoAsync(current, typed, async locked =>
        {
            var token = locked.Sessions.Prove(current.Session);
            await locked.CommitAsync(CancellationToken.None);
            return token;
        }, ct);

    /// <inheritdoc cref="DoAsync(CurrentSession, string?, Func{Task}, Func{LockedUser, Task{OpaqueToken?}}, CancellationToken)"/>
    public Task<Confirmation> DoAsync(
        CurrentSession current, string? typed, Func<LockedUser, Task<OpaqueToken?>> act, CancellationToken ct) =>
        DoAsync(current, typed, () => Task.CompletedTask, act, ct);

    /// <summary>
    /// Does something under the user's lock with the password proved: the hash outside of the lock, and once more the
    /// question whether that is still the one that stands.
    /// </summary>
    /// <param name="current">The session that wants it.</param>
    /// <param name="typed">The password, as typed.</param>
    /// <param name="prepare">What is dear: done when the password is proved, and before the lock.</param>
    /// <param name="act">What is wanted; it commits, and returns a new token if it made one.</param>
    /// <param name="ct">Gives up before the password is proved.</param>
    public async Task<Confirmation> DoAsync(
        CurrentSession current, string? typed, Func<Task> prepare, Func<LockedUser, Task<OpaqueToken?>> act, CancellationToken ct)
    {
        if (PasswordRules.Normalise(typed) is not { } password || await FindAsync(current, ct) is not var (user, device))
        {
            return new Confirmation.Wrong();
        }

        var guesser = Guesser.OfPassword(user.Email, device.Key); // it was let in, so it is known
        var tried = await limits.TakeAsync(guesser, device, ct);
        if (tried is TryOutcome.TooMany refused)
        {
            return new Confirmation.TooManyTries(refused.NextAt);
        }

        if (await limits.CheckAsync(guesser, tried, () => hasher.VerifyAsync(user.PasswordHash, password, ct)) == PasswordCheck.Wrong)
        {
            limits.Wrong(guesser, device, tried);
            return new Confirmation.Wrong();
        }

        await limits.RightAsync(guesser);
        await prepare();
        await using var locked = await registry.LockAsync(current.User, CancellationToken.None);
        return locked?.User.PasswordHash == user.PasswordHash && locked.Sessions.IsOpen(current.Session)
            ? new Confirmation.Done(await act(locked))
            : new Confirmation.Wrong();
    }

    private async Task<(User User, Device Device)?> FindAsync(CurrentSession current, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == current.User, ct);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == current.User && s.Id == current.Session, ct);
        return user is null || session is null ? null : (user, new Device(session.DeviceKey, session.UserAgent, session.IpAddress));
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.PasswordReset;

/// <summary>
/// The password set anew by a link that the operator made, for whoever knows neither the password nor a recovery code. It lets
/// nobody in: the next sign-in meets the same rules as any other.
/// </summary>
public sealed class PasswordResetService(
    IDbContextFactory<AppDbContext> contexts,
    PasswordHasher hasher,
    PasswordMeter meter,
    SessionRegistry registry,
    WrongTries tries,
    TimeProvider clock)
{
    /// <summary>Where such a link leads; its query <c>token</c> carries the token.</summary>
    public const string Path = "/reset-password";

    /// <summary>
    /// Makes a link, good for <see cref="User.ResetLifetime"/> and for once, in place of an earlier one. Its owner is told on
    /// every device.
    /// </summary>
    /// <returns>Null when there is no such account, or its deletion is due.</returns>
    public async Task<OpaqueToken?> OfferAsync(UserId user, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(user, ct);
        if (locked is null)
        {
            return null;
        }

        var token = locked.User.OfferReset(clock.GetUtcNow());
        locked.Sessions.NoteResetOffered();
        await locked.CommitAsync(ct);
        return token;
    }

    /// <summary>The link with this token would set a password.</summary>
    public async Task<bool> IsGoodAsync(OpaqueToken? token, CancellationToken ct) => await FindAsync(token, ct) is not null;

    /// <summary>Sets the password and ends every sign-in under way. Nothing is hashed for a link that is not good.</summary>
    /// <param name="token">What the link carried.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="device">The browser.</param>
    /// <param name="ct">Gives up before anything is saved.</param>
    public async Task<PasswordResetResult> ResetAsync(OpaqueToken? token, NewPasswordForm form, Device device, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } user)
        {
            return new PasswordResetResult.LinkOver();
        }

        var ownWords = NewPassword.OwnWords(user.FirstName, user.LastName, user.Email.Value);
        if (form.CheckNewPassword(meter, ownWords) is { Count: > 0 } errors)
        {
            return new PasswordResetResult.PasswordRefused(errors);
        }

        var hash = await hasher.HashAsync(PasswordRules.Normalise(form.NewPassword)!, ct);
        if (!await SetAsync(user.Id, token!, hash, device, ct))
        {
            return new PasswordResetResult.LinkOver();
        }

        await tries.ForgiveAsync(Guesser.OfPassword(user.Email, null), Guesser.OfPassword(user.Email, device.Key)); // they were of another one
        return new PasswordResetResult.Done();
    }

    private async Task<User?> FindAsync(OpaqueToken? token, CancellationToken ct)
    {
        if (token is null)
        {
            return null;
        }

        TokenHash? hash = token.Hash();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.ResetToken == hash, ct) is { } user && IsGood(user, token) ? user : null;
    }

    // Asked again under the lock: of two forms with one link the first takes it away.
    private async Task<bool> SetAsync(UserId user, OpaqueToken token, string hash, Device device, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(user, ct);
        if (locked is null || !IsGood(locked.User, token))
        {
            return false;
        }

        locked.User.ChangePassword(hash);
        locked.Sessions.ResetPassword(device);
        await locked.KeepFormerCodesAsync(device, clock.GetUtcNow(), ct);
        await locked.CommitAsync(ct);
        return true;
    }

    private bool IsGood(User user, OpaqueToken token) => clock.GetUtcNow() is var now && user.MayReset(token, now) && !user.IsGoneAt(now);
}

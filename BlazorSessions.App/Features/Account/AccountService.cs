using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.Account;

/// <summary>
/// What a person changes of the account. Once the password is proved it is carried through: a page that closes meanwhile must
/// not leave it undone.
/// </summary>
public sealed class AccountService(
    SessionRegistry registry,
    ConfirmService confirm,
    PasswordHasher hasher,
    WrongTries tries,
    AccountEraser eraser,
    TimeProvider clock)
{
    public async Task RenameAsync(CurrentSession current, string firstName, string lastName)
    {
        await using var locked = await LockAsync(current);
        locked?.User.Rename(firstName, lastName);
        await CommitAsync(locked);
    }

    /// <summary>Changes the password, ends every other session and every sign-in under way, and proves this one.</summary>
    /// <param name="current">Where it is changed.</param>
    /// <param name="typed">The password that stands, as typed.</param>
    /// <param name="newPassword">One that breaks no rule.</param>
    /// <param name="ct">Gives up before the password is proved.</param>
    public async Task<Confirmation> ChangePasswordAsync(CurrentSession current, string? typed, string newPassword, CancellationToken ct)
    {
        var hash = "";
        EmailAddress? email = null;
        var outcome = await confirm.DoAsync(current, typed, HashAsync, async locked =>
        {
            email = locked.User.Email;
            var token = locked.Sessions.ChangePassword(current.Session);
            locked.User.ChangePassword(hash);
            await locked.KeepFormerCodesAsync(current.Session, clock.GetUtcNow(), CancellationToken.None);
            await CommitAsync(locked);
            return token;
        }, ct);
        if (email is not null)
        {
            await tries.ForgiveAsync(Guesser.OfPassword(email, null)); // strangers guessed at another one
        }

        return outcome;

        async Task HashAsync() => hash = await hasher.HashAsync(PasswordRules.Normalise(newPassword)!, CancellationToken.None);
    }

    /// <summary>Makes new recovery codes.</summary>
    /// <returns>Null when the proof is too old.</returns>
    public async Task<IReadOnlyList<RecoveryCode>?> ReplaceCodesAsync(CurrentSession current)
    {
        await using var locked = await LockAsync(current);
        if (locked?.Sessions.IsProved(current.Session) != true)
        {
            return null;
        }

        var codes = await locked.CodesAsync(clock.GetUtcNow(), CancellationToken.None);
        var made = codes.Replace(locked.Sessions.MayBeUndone(current.Session));
        locked.Sessions.Note(SessionEventKind.CodesReplaced, current.Session);
        await CommitAsync(locked);
        return made;
    }

    /// <summary>Has a device forgotten.</summary>
    public async Task<ForgetOutcome> ForgetDeviceAsync(CurrentSession current, TokenHash device)
    {
        await using var locked = await LockAsync(current);
        var outcome = locked?.Sessions.Forget(current.Session, device) ?? new ForgetOutcome.ProofTooOld();
        await CommitAsync(locked);
        return outcome;
    }

    /// <summary>Ends every session and deletes the account: at once, or after the time in which it can be undone.</summary>
    /// <param name="current">Where it is asked for.</param>
    /// <param name="typed">The password that stands, as typed.</param>
    /// <param name="ct">Gives up before the password is proved.</param>
    public async Task<Confirmation> DeleteAsync(CurrentSession current, string? typed, CancellationToken ct)
    {
        var outcome = await confirm.DoAsync(current, typed, async locked =>
        {
            await locked.KeepFormerCodesAsync(current.Session, clock.GetUtcNow(), CancellationToken.None);
            locked.User.Delete(locked.Sessions.MayBeUndone(current.Session), clock.GetUtcNow());
            locked.Sessions.CloseAccount(current.Session);
            await CommitAsync(locked);
            return null;
        }, ct);
        try
        {
            await (outcome is Confirmation.Done ? eraser.EraseAsync(current.User, CancellationToken.None) : Task.CompletedTask);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            // It is asked for, and is carried out by the next round of housekeeping.
        }

        return outcome;
    }

    /// <summary>Calls a deletion off that still waits.</summary>
    public async Task KeepAsync(CurrentSession current)
    {
        await using var locked = await LockAsync(current);
        if (locked?.User.DeletesAt is not null)
        {
            locked.User.Keep();
            locked.Sessions.Note(SessionEventKind.DeletionCancelled, current.Session);
            await CommitAsync(locked);
        }
    }

    // Null when the session is over.
    private async Task<LockedUser?> LockAsync(CurrentSession current)
    {
        var locked = await registry.LockAsync(current.User, CancellationToken.None);
        if (locked is null || locked.Sessions.IsOpen(current.Session))
        {
            return locked;
        }

        await locked.DisposeAsync();
        return null;
    }

    private static Task CommitAsync(LockedUser? locked) => locked?.CommitAsync(CancellationToken.None) ?? Task.CompletedTask;
}

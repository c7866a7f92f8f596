using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Recovery;

/// <summary>
/// The way in that needs no other device: a recovery code, beside the password that was just proved, or in its place with a
/// new one. It undoes what somebody else may have made of the account meanwhile.
/// </summary>
public sealed class RecoveryService(
    IDbContextFactory<AppDbContext> contexts,
    PasswordHasher hasher,
    PasswordMeter meter,
    GuessLimits limits,
    SessionRegistry registry,
    TimeProvider clock)
{
    private static readonly UserId Nobody = new(Guid.Empty);

    /// <summary>The proof is of the password that now stands.</summary>
    public async Task<bool> IsGoodAsync(PasswordProof? proof, CancellationToken ct)
    {
        if (proof is null)
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == proof.User, ct) is { } user
            && proof.Fits(user) && !user.IsGoneAt(clock.GetUtcNow());
    }

    /// <summary>These are the codes that stand, and no others have taken their place.</summary>
    public async Task<bool> StandsAsync(UserId user, IReadOnlyList<RecoveryCode> codes, CancellationToken ct)
    {
        if (codes.Count == 0)
        {
            return false;
        }

        var hash = codes[0].Hash();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.RecoveryCodes.AnyAsync(c => c.UserId == user && c.Hash == hash && c.GoodUntil == null, ct);
    }

    /// <summary>With the password proved: the code is all that is needed, and the password stays.</summary>
    public async Task<RecoveryResult> RecoverAsync(string? typed, PasswordProof proof, Device device, CancellationToken ct)
    {
        var email = await EmailOfAsync(proof.User, ct);
        var result = RecoveryCode.Parse(typed) is { } code
            ? await DecideAsync(proof.User, code, device, user => proof.Fits(user) ? null : new RecoveryResult.ProofOver(), newHash: null, ct)
            : new RecoveryResult.WrongCode();
        return await CountAsync(result, email, device, () => Task.CompletedTask, ct);
    }

    /// <summary>
    /// Without it: the code is the proof, and the password is replaced. An address without an account costs the same work as
    /// one with an account and a wrong code, a password hash above all.
    /// </summary>
    /// <param name="form">A form whose new password breaks no rule.</param>
    /// <param name="device">The browser that asks.</param>
    /// <param name="ct">Gives up before anything is saved.</param>
    public async Task<RecoveryResult> RecoverAsync(RecoveryForm form, Device device, CancellationToken ct)
    {
        var code = RecoveryCode.Parse(form.Code) ?? RecoveryCode.Issue(); // one that nobody has
        var email = EmailAddress.Parse(form.Email);
        if (await FindAsync(email, code, ct) is not { } user)
        {
            return await CountAsync(new RecoveryResult.WrongCode(), email, device, HashAsync, ct);
        }

        var result = await DecideAsync(user, code, device, owner => Refuse(owner, form.NewPassword!), await HashAsync(), ct);
        return await CountAsync(result, email, device, HashAsync, ct);

        Task<string> HashAsync() => hasher.HashAsync(PasswordRules.Normalise(form.NewPassword)!, ct);
    }

    // The last way in is never closed by wrong codes: a right one is looked for first. Nobody guesses one of 120 bits, so
    // what wrong ones meet is there to spare the server and to tell the owner.
    private async Task<RecoveryResult> CountAsync(
        RecoveryResult result, EmailAddress? email, Device device, Func<Task> sameWork, CancellationToken ct)
    {
        if (result is RecoveryResult.SignedIn && email is not null)
        {
            await limits.RightAsync(
                Guesser.OfPassword(email, null), Guesser.OfPassword(email, device.Key), Guesser.OfRecoveryCode(email));
        }

        if (result is not RecoveryResult.WrongCode)
        {
            return result;
        }

        var guesser = email is null ? null : Guesser.OfRecoveryCode(email);
        var tried = await limits.TakeAsync(guesser, device, ct);
        if (tried is TryOutcome.TooMany refused)
        {
            return new RecoveryResult.TooManyTries(refused.NextAt);
        }

        await sameWork();
        limits.Wrong(guesser, device, tried);
        return result;
    }

    private async Task<EmailAddress?> EmailOfAsync(UserId user, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.Where(u => u.Id == user).Select(u => u.Email).SingleOrDefaultAsync(ct);
    }

    private async Task<UserId?> FindAsync(EmailAddress? email, RecoveryCode code, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var hash = code.Hash();
        var user = await db.Users.AsNoTracking().Where(u => u.Email == email).Select(u => u.Id).SingleOrDefaultAsync(ct);
        return await db.RecoveryCodes.AnyAsync(
            c => c.UserId == user && c.Hash == hash && c.UsedAt == null && (c.GoodUntil == null || c.GoodUntil > now), ct)
            && user != Nobody ? user : null;
    }

    // The person's name is looked at last: a refusal for it is for nobody but whoever has the code.
    private RecoveryResult.PasswordRefused? Refuse(User owner, string password) =>
        NewPassword.Refusal(meter, password, NewPassword.OwnWords(owner.FirstName, owner.LastName, owner.Email.Value)) is { } why ? new(why) : null;

    private async Task<RecoveryResult> DecideAsync(
        UserId user, RecoveryCode code, Device device, Func<User, RecoveryResult?> refuse, string? newHash, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(user, ct);
        var codes = locked is null ? null : await locked.CodesAsync(clock.GetUtcNow(), ct);
        if (locked is null || codes?.IsGood(code) != true)
        {
            return new RecoveryResult.WrongCode();
        }

        if (refuse(locked.User) is { } refused)
        {
            return refused;
        }

        codes.Use(code);
        locked.User.Keep();
        var outcome = locked.Sessions.Recover(device);
        await locked.KeepFormerCodesAsync(outcome.Session.Id, clock.GetUtcNow(), ct);
        if (newHash is not null)
        {
            locked.User.ChangePassword(newHash);
            locked.Sessions.Note(SessionEventKind.PasswordChanged, outcome.Session.Id);
        }

        await locked.CommitAsync(ct);
        return new RecoveryResult.SignedIn(outcome);
    }
}

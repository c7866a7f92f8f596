using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.SignIn;

/// <summary>Proves the password, then lets the domain decide: the slow hash outside any lock, the short rest inside.</summary>
public sealed class SignInService(
    IDbContextFactory<AppDbContext> contexts,
    PasswordHasher hasher,
    DeviceRecognition recognition,
    GuessLimits limits,
    SessionRegistry registry,
    ApprovalCodeProtector codes,
    ApprovalPolicy policy,
    TimeProvider clock)
{
    public async Task<SignInResult> SignInAsync(SignInForm form, Device device, CancellationToken ct)
    {
        if (PasswordRules.Normalise(form.Password) is not { } password)
        {
            return new SignInResult.WrongCredentials(); // no account has such a password; a megabyte is not worth a hash
        }

        var email = EmailAddress.Parse(form.Email);
        var guesser = email is null ? null : Guesser.OfPassword(email, await recognition.KnowsAsync(email, device.Key, ct) ? device.Key : null);
        var tried = await limits.TakeAsync(guesser, device, ct);
        if (tried is TryOutcome.TooMany refused)
        {
            return new SignInResult.TooManyTries(refused.NextAt, guesser?.KnownDevice is not null);
        }

        return await limits.CheckAsync(guesser, tried, () => ProveAsync(email, password, device, guesser, tried, ct));
    }

    private async Task<SignInResult> ProveAsync(
        EmailAddress? email, string password, Device device, Guesser? guesser, TryOutcome tried, CancellationToken ct)
    {
        while (true)
        {
            var user = await FindAsync(email, ct);
            var check = await hasher.VerifyAsync(user?.PasswordHash, password, ct);
            if (user is null || check == PasswordCheck.Wrong)
            {
                limits.Wrong(guesser, device, tried);
                return new SignInResult.WrongCredentials(user?.Id);
            }

            var rehashed = check == PasswordCheck.RightButOutdated ? await hasher.HashAsync(password, ct) : null;
            if (await DecideAsync(user, rehashed, device, ct) is { } decided)
            {
                await limits.RightAsync(guesser!);
                return decided;
            }
        }
    }

    private async Task<User?> FindAsync(EmailAddress? email, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Email == email, ct);
        return user?.IsGoneAt(clock.GetUtcNow()) == true ? null : user;
    }

    // Null when the password that was proved is no longer the one that stands: prove it again.
    private async Task<SignInResult.Decided?> DecideAsync(User proved, string? rehashed, Device device, CancellationToken ct)
    {
        await using var locked = await registry.LockAsync(proved.Id, ct);
        if (locked is null || locked.User.PasswordHash != proved.PasswordHash)
        {
            return null;
        }

        if (rehashed is not null)
        {
            locked.User.Rehash(rehashed);
        }

        var outcome = locked.Sessions.SignIn(device, await locked.RecentSignInsAsync(clock.GetUtcNow() - policy.Prompts.LooksBack - policy.Lifetime, ct));
        if (outcome is SignInOutcome.NeedsApproval asked)
        {
            asked.Approval.KeepCode(codes.Protect(asked.Approval.SessionId, asked.Code));
        }

        await locked.CommitAsync(ct);
        return new(outcome, PasswordProof.Of(locked.User));
    }
}

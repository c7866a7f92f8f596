using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Telemetry;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignIn;

/// <summary>Proves the password, then lets the domain decide: the slow hash outside any lock, the short rest inside.</summary>
public sealed class SignInService(
    PasswordHasher hasher,
    DeviceRecognition recognition,
    GuessLimits limits,
    SessionRegistry registry,
    ApprovalCodeProtector codes,
    ApprovalPolicy policy,
    SessionMeter meter,
    TimeProvider clock)
{
    /// <param name="form">What was typed.</param>
    /// <param name="device">The browser.</param>
    /// <param name="ct">Gives up before anything is saved.</param>
    /// <param name="sought">What this request found already, for whatever address and device; null when it has not looked.</param>
    public async Task<SignInResult> SignInAsync(SignInForm form, Device device, CancellationToken ct, SoughtAccount? sought = null)
    {
        var result = await TryAsync(form, device, sought, ct);
        meter.Tried(result.Try);
        return result;
    }

    private async Task<SignInResult> TryAsync(SignInForm form, Device device, SoughtAccount? sought, CancellationToken ct)
    {
        if (PasswordRules.Normalise(form.Password) is not { } password)
        {
            return new SignInResult.WrongCredentials(); // no account has such a password; a megabyte is not worth a hash
        }

        var email = EmailAddress.Parse(form.Email);
        var account = email is null ? null
            : sought is not null && sought.Email == email && sought.Device == device.Key ? sought
            : await recognition.SeekAsync(email, device.Key, ct);
        var guesser = account is null ? null : Guesser.OfPassword(account.Email, account.KnowsDevice ? device.Key : null);
        var tried = await limits.TakeAsync(guesser, device, ct);
        if (tried is TryOutcome.TooMany refused)
        {
            return new SignInResult.TooManyTries(refused.NextAt, guesser?.KnownDevice is not null);
        }

        return await limits.CheckAsync(guesser, tried, () => ProveAsync(account, password, device, guesser, tried, ct));
    }

    private async Task<SignInResult> ProveAsync(
        SoughtAccount? account, string password, Device device, Guesser? guesser, TryOutcome tried, CancellationToken ct)
    {
        while (true)
        {
            var user = account?.User?.IsGoneAt(clock.GetUtcNow()) == true ? null : account?.User;
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

            account = await recognition.SeekAsync(user.Email, device.Key, ct);
        }
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

        var recent = locked.Sessions.WalksIn(device) ? []
            : await locked.RecentSignInsAsync(clock.GetUtcNow() - policy.Prompts.LooksBack - policy.Lifetime, ct);
        var outcome = locked.Sessions.SignIn(device, recent);
        if (outcome is SignInOutcome.NeedsApproval asked)
        {
            asked.Approval.KeepCode(codes.Protect(asked.Approval.SessionId, asked.Code));
        }

        await locked.CommitAsync(ct);
        return new(outcome, PasswordProof.Of(locked.User));
    }
}

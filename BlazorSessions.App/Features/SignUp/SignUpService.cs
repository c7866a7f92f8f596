using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.App.Features.SignUp;

/// <summary>A new account: its first sign-in, and its recovery codes, which nobody can be shown again.</summary>
public sealed record SignedUp(SignInOutcome Outcome, UserId User, IReadOnlyList<RecoveryCode> Codes);

/// <summary>Makes an account and signs its person in.</summary>
public sealed class SignUpService(SessionRegistry registry, PasswordHasher hasher, PasswordMeter meter, SecurityLog log, TimeProvider clock)
{
    /// <param name="form">A form whose <see cref="SignUpForm.Check"/> found nothing.</param>
    /// <param name="device">The browser that asks.</param>
    /// <param name="ct">Gives up before anything is saved.</param>
    /// <returns>Null when the address already has an account.</returns>
    /// <exception cref="ArgumentException">The form breaks a rule.</exception>
    public async Task<SignedUp?> SignUpAsync(SignUpForm form, Device device, CancellationToken ct)
    {
        if (form.Check(meter).Count > 0)
        {
            throw new ArgumentException("The form breaks a rule.", nameof(form));
        }

        var hash = await hasher.HashAsync(PasswordRules.Normalise(form.Password)!, ct);
        var user = new User(
            PersonName.Parse(form.FirstName)!, PersonName.Parse(form.LastName)!, EmailAddress.Parse(form.Email)!, hash, clock.GetUtcNow());
        await using var locked = await registry.EnrolAsync(user, ct);
        if (locked is null)
        {
            return null;
        }

        var codes = (await locked.CodesAsync(user.CreatedAt, ct)).Replace(mayBeUndone: true);
        var outcome = locked.Sessions.SignUp(device);
        await locked.CommitAsync(ct);
        log.Note("AccountCreated", "done", new(user.Id, outcome.Session.Id, device.IpAddress, device.Name));
        return new(outcome, user.Id, codes);
    }
}

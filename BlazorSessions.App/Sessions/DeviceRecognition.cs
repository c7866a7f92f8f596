using System.Linq.Expressions;
using BlazorSessions.App.Data;
using BlazorSessions.App.Security;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// Tells, before anything is counted, whether a post comes from a device that its account knows: such a device has counts of
/// its own, so no stranger at its address can use them up (A15, A16 of the threat model).
/// </summary>
public sealed class DeviceRecognition(IDbContextFactory<AppDbContext> contexts, DeviceCookie cookie, PasswordProofCookie proofs)
{
    private const string EmailField = "Form.Email"; // of every page on which one signs in

    /// <summary>Whose device asks; null when it is a stranger's.</summary>
    public async Task<KnownDeviceFeature?> RecognizeAsync(HttpContext context)
    {
        if (context.User.Session() is { } current)
        {
            return new($"{current.User} signed in");
        }

        if (cookie.Read(context)?.Hash() is not { } key)
        {
            return null;
        }

        // With the password proved, what follows a sign-in is about that account, whatever else stands in a form.
        if (RateLimits.ActOf(context) != LimitedAct.SignIn && proofs.Read(context, key) is { User: var user })
        {
            return await KnowsAsync(u => u.Id == user, key, context.RequestAborted) ? new($"{user} {key.Value}") : null;
        }

        var email = context.Request.HasFormContentType ? EmailAddress.Parse(context.Request.Form[EmailField]) : null;
        return email is not null && await KnowsAsync(email, key, context.RequestAborted) ? new($"{email} {key.Value}") : null;
    }

    /// <summary>The account of this address knows the device. It is the same work for an address without an account.</summary>
    public Task<bool> KnowsAsync(EmailAddress email, TokenHash device, CancellationToken ct) => KnowsAsync(u => u.Email == email, device, ct);

    private async Task<bool> KnowsAsync(Expression<Func<User, bool>> whose, TokenHash device, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.Where(whose).AnyAsync(u => db.KnownDevices.Any(d => d.UserId == u.Id && d.Key == device), ct);
    }
}

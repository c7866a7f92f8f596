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

    private readonly Func<AppDbContext, EmailAddress, TokenHash, CancellationToken, Task<Found?>> seek = EF.CompileAsyncQuery(
        (AppDbContext db, EmailAddress email, TokenHash device, CancellationToken ct) => db.Users.AsNoTracking()
            .Where(u => u.Email == email)
            .Select(u => new Found(u, db.KnownDevices.Any(d => d.UserId == u.Id && d.Key == device)))
            .SingleOrDefault());

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
            return await KnowsAsync(user, key, context.RequestAborted) ? new($"{user} {key.Value}") : null;
        }

        var email = context.Request.HasFormContentType ? EmailAddress.Parse(context.Request.Form[EmailField]) : null;
        if (email is null)
        {
            return null;
        }

        var sought = await SeekAsync(email, key, context.RequestAborted);
        context.Features.Set(sought);
        return sought.KnowsDevice ? new($"{email} {key.Value}") : null;
    }

    /// <summary>Looks for the account of this address. It is the same work when there is none.</summary>
    public async Task<SoughtAccount> SeekAsync(EmailAddress email, TokenHash device, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await seek(db, email, device, ct) is { } found
            ? new(email, device, found.User, found.KnowsDevice)
            : new(email, device, User: null, KnowsDevice: false);
    }

    private async Task<bool> KnowsAsync(UserId user, TokenHash device, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.KnownDevices.AnyAsync(d => d.UserId == user && d.Key == device, ct);
    }

    private sealed record Found(User User, bool KnowsDevice);
}

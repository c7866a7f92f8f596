using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.Account;

/// <summary>What the account page shows, as of a moment.</summary>
public sealed record AccountView(User User, IReadOnlyList<KnownDevice> Devices, TokenHash ThisDevice, int CodesLeft, DateTimeOffset At)
{
    /// <summary>A person at this device may have that other one forgotten.</summary>
    public bool MayForget(KnownDevice device) =>
        device.Key != ThisDevice && Devices.FirstOrDefault(d => d.Key == ThisDevice)?.MayHaveForgotten(device, At) == true;

    /// <summary>What acquaintances would try as a password.</summary>
    public IReadOnlyList<string> OwnWords => NewPassword.OwnWords(User.FirstName, User.LastName, User.Email.Value);
}

/// <summary>Reads an account for its own page.</summary>
public sealed class AccountQuery(IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <returns>Null when the account has been deleted meanwhile.</returns>
    public async Task<AccountView?> ReadAsync(CurrentSession current, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = current.User;
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id, ct) is not { } user)
        {
            return null;
        }

        var devices = await db.KnownDevices.AsNoTracking().Where(d => d.UserId == id).OrderByDescending(d => d.LastSeenAt).ToListAsync(ct);
        var codes = await db.RecoveryCodes.AsNoTracking().Where(c => c.UserId == id).ToListAsync(ct);
        var device = await db.Sessions.Where(s => s.UserId == id && s.Id == current.Session).Select(s => s.DeviceKey).SingleOrDefaultAsync(ct);
        var now = clock.GetUtcNow();
        return new(user, devices, device, new RecoveryCodes(id, codes, now).Left, now);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Features.SignIn;

/// <summary>
/// Tells a browser why it was signed out: by its late cookie, or by the link with which a page left that saw its session
/// end. The reason is read from the session, never from the link, and nobody else can make such a link.
/// </summary>
public sealed class SignedOutNotice(
    IDbContextFactory<AppDbContext> contexts, IDataProtectionProvider protection, SessionPolicy policy, TimeProvider clock)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("signed-out-link");

    /// <summary>Where a page goes whose session has ended.</summary>
    public string LinkFor(CurrentSession ended) =>
        $"/signin?ended={protector.Protect($"{ended.User} {ended.Session} {clock.GetUtcNow() + LinkLifetime:O}")}";

    /// <returns>The reason by its key among the words, or null when there is nothing to tell.</returns>
    public async Task<string?> ReadAsync(HttpContext context, string? link) =>
        context.Features.Get<RequestSession>()?.EndReason is { } reason ? KeyOf(reason) : await ReadAsync(link, context.RequestAborted);

    private static string? KeyOf(SessionEndReason? reason) => reason switch
    {
        SessionEndReason.SignedOut => "SignedOut.Here",
        SessionEndReason.SignedOutElsewhere => "SignedOut.Elsewhere",
        SessionEndReason.EndedByOperator => "SignedOut.ByOperator",
        SessionEndReason.Idle => "SignedOut.Idle",
        SessionEndReason.TooOld => "SignedOut.TooOld",
        SessionEndReason.Replaced => "SignedOut.Replaced",
        SessionEndReason.PasswordChanged => "SignedOut.PasswordChanged",
        SessionEndReason.Recovered => "SignedOut.Recovered",
        SessionEndReason.AccountDeleted => "SignedOut.Deletion",
        _ => null,
    };

    private async Task<string?> ReadAsync(string? link, CancellationToken ct)
    {
        if (Open(link) is not var (user, id))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == user && s.Id == id, ct);
        var now = clock.GetUtcNow();
        var isGone = session is null || await db.Users.AnyAsync(u => u.Id == user && u.DeletesAt <= now, ct); // its rows may go in this moment
        return isGone ? "SignedOut.Deleted" : KeyOf(policy.EndOf(session!, now)?.Reason);
    }

    private (UserId User, SessionId Session)? Open(string? link)
    {
        try
        {
            return !string.IsNullOrEmpty(link) && protector.Unprotect(link).Split(' ') is [var user, var session, var until]
                && DateTimeOffset.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow()
                ? (new(Guid.Parse(user)), new(Guid.Parse(session)))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

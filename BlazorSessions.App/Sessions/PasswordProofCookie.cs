using System.Security.Cryptography;
using System.Text;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorSessions.App.Sessions;

/// <summary>That a browser without a session has just proved a user's password. It fits that password alone: any change ends it.</summary>
public sealed record PasswordProof(UserId User, string Password)
{
    public static PasswordProof Of(User user) => new(user.Id, FingerprintOf(user));

    public bool Fits(User user) => user.Id == User && FingerprintOf(user) == Password;

    private static string FingerprintOf(User user) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash)));
}

/// <summary>Keeps a <see cref="PasswordProof"/> in the browser that gave it, for a recovery code that follows. It opens nothing by itself.</summary>
public sealed class PasswordProofCookie(SessionPolicy policy, IDataProtectionProvider protection, TimeProvider clock)
    : ProtectedCookie("proof", policy.ProofLifetime, protection, clock)
{
    public void Write(HttpContext context, PasswordProof proof, Device device) =>
        WriteParts(context, $"{proof.User}", proof.Password, device.Key.Value);

    /// <summary>The proof of this browser; null when it has none, or brings that of another.</summary>
    public PasswordProof? Read(HttpContext context, TokenHash device) =>
        ReadParts(context) is [var user, var password, var key] && key == device.Value ? new(new(Guid.Parse(user)), password) : null;
}

using System.Security.Cryptography;
using System.Text;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.App.Security;

public enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, but hashed with less than the settings now ask for.</summary>
    RightButOutdated,
}

/// <summary>Argon2id with a 16-byte salt and a 32-byte tag (OWASP Password Storage; RFC 9106), a bounded number of hashes at once.</summary>
public sealed class PasswordHasher : IDisposable
{
    private const int SaltBytes = 16;
    private const int TagBytes = 32;

    private readonly Argon2Cost cost;
    private readonly SemaphoreSlim places;
    private readonly PhcString nobodys;

    public PasswordHasher(PasswordHashingSettings settings)
    {
        cost = new(settings.MemoryKiB, settings.Iterations, settings.Parallelism);
        places = new(settings.MaxAtOnce, settings.MaxAtOnce);
        nobodys = new(cost, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(TagBytes));
    }

    /// <summary>Hashes a new password; the result is a PHC string.</summary>
    /// <param name="password">As <see cref="PasswordRules.Normalise"/> gives it.</param>
    /// <param name="ct">Gives up waiting for a place.</param>
    public async Task<string> HashAsync(string password, CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PhcString(cost, salt, await ComputeAsync(password, salt, cost, TagBytes, ct)).ToString();
    }

    /// <summary>
    /// Checks a password. Without an account (null) it does the same work against nobody's hash, and after a hash that cost
    /// less than the settings now ask for it does the rest, so that time does not tell which addresses have accounts.
    /// </summary>
    public async Task<PasswordCheck> VerifyAsync(string? phcString, string password, CancellationToken ct)
    {
        var stored = phcString is null ? nobodys : PhcString.Parse(phcString) ?? nobodys;
        var computed = await ComputeAsync(password, stored.Salt, stored.Cost, stored.Hash.Length, ct);
        foreach (var rest in cost.RestAfter(stored.Cost))
        {
            await ComputeAsync(password, stored.Salt, rest, TagBytes, ct);
        }

        return !CryptographicOperations.FixedTimeEquals(computed, stored.Hash) ? PasswordCheck.Wrong
            : stored.Cost == cost ? PasswordCheck.Right
            : PasswordCheck.RightButOutdated;
    }

    public void Dispose() => places.Dispose();

    private async Task<byte[]> ComputeAsync(string password, byte[] salt, Argon2Cost with, int length, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            var bytes = Encoding.UTF8.GetBytes(password);
            return await Task.Run(() => Argon2Engine.For(with).Compute(bytes, salt, with, length), ct);
        }
        finally
        {
            places.Release();
        }
    }
}

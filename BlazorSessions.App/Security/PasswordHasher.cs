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

/// <summary>Argon2id with a 16-byte salt and a 32-byte tag (OWASP Password Storage; RFC 9106), each hash in a place of <see cref="HashingPlaces"/>.</summary>
public sealed class PasswordHasher
{
    private const int SaltBytes = 16;
    private const int TagBytes = 32;

    private readonly Argon2Cost cost;
    private readonly HashingPlaces places;
    private readonly Argon2Engine? engine;
    private readonly PhcString nobodys;

    /// <param name="settings">The cost.</param>
    /// <param name="places">The bound.</param>
    /// <param name="engine">What computes; without one, the fastest for each cost.</param>
    public PasswordHasher(PasswordHashingSettings settings, HashingPlaces places, Argon2Engine? engine = null)
    {
        cost = new(settings.MemoryKiB, settings.Iterations, settings.Parallelism);
        this.places = places;
        this.engine = engine;
        nobodys = new(cost, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(TagBytes));
    }

    /// <summary>Hashes a new password; the result is a PHC string.</summary>
    /// <param name="password">As <see cref="PasswordRules.Normalise"/> gives it.</param>
    /// <param name="ct">Gives up waiting for a place.</param>
    /// <exception cref="HashingBusyException">There is none.</exception>
    public async Task<string> HashAsync(string password, CancellationToken ct)
    {
        using var place = await places.EnterAsync(ct);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PhcString(cost, salt, await ComputeAsync(password, salt, cost, TagBytes)).ToString();
    }

    /// <summary>
    /// Checks a password. Without an account (null) it does the same work against nobody's hash, and after a hash that cost
    /// less than the settings now ask for it does the rest, so that time does not tell which addresses have accounts.
    /// </summary>
    /// <exception cref="HashingBusyException">There is no place for it.</exception>
    public async Task<PasswordCheck> VerifyAsync(string? phcString, string password, CancellationToken ct)
    {
        var stored = phcString is null ? nobodys : PhcString.Parse(phcString) ?? nobodys;
        using var place = await places.EnterAsync(ct);
        var computed = await ComputeAsync(password, stored.Salt, stored.Cost, stored.Hash.Length);
        foreach (var rest in cost.RestAfter(stored.Cost))
        {
            await ComputeAsync(password, stored.Salt, rest, TagBytes);
        }

        return !CryptographicOperations.FixedTimeEquals(computed, stored.Hash) ? PasswordCheck.Wrong
            : stored.Cost == cost ? PasswordCheck.Right
            : PasswordCheck.RightButOutdated;
    }

    // Once begun it cannot be broken off, and holds its place to the end.
    private Task<byte[]> ComputeAsync(string password, byte[] salt, Argon2Cost with, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        return Task.Run(() => (engine ?? Argon2Engine.For(with)).Compute(bytes, salt, with, length));
    }
}

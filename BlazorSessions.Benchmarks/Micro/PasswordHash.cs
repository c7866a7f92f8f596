using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using BlazorSessions.App.Security;
using BlazorSessions.Benchmarks.Seeding;

namespace BlazorSessions.Benchmarks.Micro;

/// <summary>One hash of a password at its default cost, by each engine.</summary>
public class PasswordHash
{
    private const int Length = 32;
    private static readonly Argon2Cost Cost = new(19 * 1024, 2, 1); // the defaults of PasswordHashing:*

    private readonly byte[] password = Encoding.UTF8.GetBytes(Household.Password);
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(16);
    private readonly LibsodiumArgon2 libsodium = new();
    private readonly ManagedArgon2 managed = new();

    [Benchmark(Description = "password hash, libsodium")]
    public byte[] Libsodium() => libsodium.Compute(password, salt, Cost, Length);

    [Benchmark(Description = "password hash, managed")]
    public byte[] Managed() => managed.Compute(password, salt, Cost, Length);
}

using System.Security.Cryptography;
using System.Text;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using BlazorSessions.Benchmarks.Seeding;
using Microsoft.Extensions.Configuration;

namespace BlazorSessions.Benchmarks.SignIns;

/// <summary>One password hash as the application computes it where no setting says otherwise, and nothing around it.</summary>
internal static class DefaultHash
{
    private const int SaltBytes = 16;
    private const int TagBytes = 32;

    private static readonly PasswordHashingSettings Settings = PasswordHashingSettings.Read(new(new ConfigurationBuilder().Build()));
    private static readonly Argon2Cost Cost = new(Settings.MemoryKiB, Settings.Iterations, Settings.Parallelism);
    private static readonly byte[] Password = Encoding.UTF8.GetBytes(Household.Password);
    private static readonly byte[] Salt = RandomNumberGenerator.GetBytes(SaltBytes);

    public static void Compute() => Argon2Engine.For(Cost).Compute(Password, Salt, Cost, TagBytes);
}

using Isopoh.Cryptography.Argon2;
using Isopoh.Cryptography.SecureArray;

namespace BlazorSessions.App.Security;

/// <summary>A password hash as it is stored: <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>, written and read by Isopoh.</summary>
public sealed record PhcString(Argon2Cost Cost, byte[] Salt, byte[] Hash)
{
    private static readonly SecureArrayCall UnlockedMemory = new PublicMemory();

    public static PhcString? Parse(string text)
    {
        var config = new Argon2Config { SecureArrayCall = UnlockedMemory };
        if (!config.DecodeString(text, out var hash) || hash is null || config.Salt is null || config.Type != Argon2Type.HybridAddressing)
        {
            return null;
        }

        using (hash)
        {
            return new(new(config.MemoryCost, config.TimeCost, config.Lanes), config.Salt, [.. hash.Buffer]);
        }
    }

    public override string ToString() => Config(Cost, Salt, Hash.Length).EncodeString(Hash);

    internal static Argon2Config Config(Argon2Cost cost, byte[] salt, int length, byte[]? password = null) => new()
    {
        Type = Argon2Type.HybridAddressing, // Argon2id
        Version = Argon2Version.Nineteen,
        MemoryCost = cost.MemoryKiB,
        TimeCost = cost.Iterations,
        Lanes = cost.Parallelism,
        Threads = 1,
        HashLength = length,
        Salt = salt,
        Password = password,
    };

    // What stands in a database is no secret of this process. To lock a page of memory for it took longer than to read it.
    private sealed class PublicMemory() : SecureArrayCall((_, _) => { }, (_, _) => null, (_, _) => { }, "none");
}

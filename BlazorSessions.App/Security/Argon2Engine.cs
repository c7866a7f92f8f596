using Isopoh.Cryptography.Argon2;
using NSec.Cryptography;

namespace BlazorSessions.App.Security;

/// <summary>The parameters of one Argon2id hash (RFC 9106): KiB of memory, passes over it, lanes.</summary>
public readonly record struct Argon2Cost(int MemoryKiB, int Iterations, int Parallelism)
{
    private const int LeastKiBForALane = 8; // RFC 9106, 3.1

    /// <summary>
    /// What to compute after a cheaper hash, so that both together take as long as this one: the time of a hash grows with
    /// its memory times its passes. Nothing after a dearer one.
    /// </summary>
    public IEnumerable<Argon2Cost> RestAfter(Argon2Cost spent)
    {
        var rest = ((long)MemoryKiB * Iterations) - ((long)spent.MemoryKiB * spent.Iterations);
        if (rest >= MemoryKiB)
        {
            yield return this with { Iterations = (int)(rest / MemoryKiB) };
        }

        if (rest > 0 && rest % MemoryKiB >= LeastKiBForALane * Parallelism)
        {
            yield return new((int)(rest % MemoryKiB), 1, Parallelism);
        }
    }
}

/// <summary>Computes Argon2id. All engines give the same bytes for the same input; they differ in speed alone.</summary>
public abstract class Argon2Engine
{
    private static readonly Argon2Cost TrialCost = new(8, 1, 1);
    private static readonly Argon2Engine Managed = new ManagedArgon2();

    /// <summary>libsodium where it loads on this platform, else the managed engine.</summary>
    public static Argon2Engine Fastest { get; } = Loads(new LibsodiumArgon2()) ? new LibsodiumArgon2() : Managed;

    /// <summary>The fastest engine that can compute at this cost: libsodium has one lane only.</summary>
    public static Argon2Engine For(Argon2Cost cost) => cost.Parallelism == 1 ? Fastest : Managed;

    public abstract byte[] Compute(byte[] password, byte[] salt, Argon2Cost cost, int length);

    private static bool Loads(Argon2Engine engine)
    {
        try
        {
            return engine.Compute([1], new byte[16], TrialCost, 16).Length == 16;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or PlatformNotSupportedException or BadImageFormatException)
        {
            return false;
        }
    }
}

/// <summary>libsodium: about four times as fast as the managed engine, and nothing for the garbage collector. It has one lane only.</summary>
public sealed class LibsodiumArgon2 : Argon2Engine
{
    public override byte[] Compute(byte[] password, byte[] salt, Argon2Cost cost, int length)
    {
        var parameters = new Argon2Parameters
        {
            DegreeOfParallelism = cost.Parallelism,
            MemorySize = cost.MemoryKiB,
            NumberOfPasses = cost.Iterations,
        };
        return PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(password, salt, length);
    }
}

/// <summary>Isopoh's engine in managed code, for every platform and any number of lanes.</summary>
public sealed class ManagedArgon2 : Argon2Engine
{
    public override byte[] Compute(byte[] password, byte[] salt, Argon2Cost cost, int length)
    {
        using var argon2 = new Argon2(PhcString.Config(cost, salt, length, password));
        using var hash = argon2.Hash();
        return [.. hash.Buffer];
    }
}

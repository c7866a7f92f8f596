namespace BlazorSessions.App.Settings;

/// <summary>The cost of one Argon2id hash, and how many may run at once.</summary>
/// <param name="MemoryKiB">Memory of one hash in KiB; OWASP's first choice is 19 MiB with 2 passes.</param>
/// <param name="Iterations">Passes over that memory.</param>
/// <param name="Parallelism">Lanes; more than 1 is computed by the managed engine.</param>
/// <param name="MaxAtOnce">Hashes at once; memory is bounded by this times <paramref name="MemoryKiB"/>.</param>
/// <param name="MaxWaiting">How many more may wait for their turn.</param>
/// <param name="LongestWait">How long each of them waits at the most.</param>
public sealed record PasswordHashingSettings(
    int MemoryKiB, int Iterations, int Parallelism, int MaxAtOnce, int MaxWaiting, TimeSpan LongestWait)
{
    /// <exception cref="SettingsException">A value below what RFC 9106 allows or OWASP advises.</exception>
    public static PasswordHashingSettings Read(SettingsReader read) => new(
        read.Number("PasswordHashing:MemoryKiB", 19 * 1024, 7 * 1024, 4 * 1024 * 1024),
        read.Number("PasswordHashing:Iterations", 2, 1, 100),
        read.Number("PasswordHashing:Parallelism", 1, 1, 16),
        read.Number("PasswordHashing:MaxAtOnce", Environment.ProcessorCount, 1, 1024),
        read.Number("PasswordHashing:MaxWaiting", 256, 0, 100_000),
        read.Time("PasswordHashing:LongestWait", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)));
}

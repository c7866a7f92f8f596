using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorSessions.Tests.Stores;

public sealed class PasswordHashes
{
    private static readonly PasswordHashingSettings Cheap = new(7 * 1024, 1, 1, 2, 256, TimeSpan.FromSeconds(5));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static PasswordHasher Hasher(PasswordHashingSettings settings) =>
        new(settings, new HashingPlaces(settings, new(NullLogger<SecurityLog>.Instance), Unheard.Meter(), TimeProvider.System));

    [Theory]
    [InlineData(7 * 1024, 1)]
    [InlineData(19 * 1024, 2)]
    [InlineData(64 * 1024, 3)]
    public void Both_engines_give_the_same_bytes(int memoryKiB, int iterations)
    {
        byte[] password = [.. "correct horse"u8];
        byte[] salt = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        var cost = new Argon2Cost(memoryKiB, iterations, 1);

        Assert.Equal(new ManagedArgon2().Compute(password, salt, cost, 32), new LibsodiumArgon2().Compute(password, salt, cost, 32));
    }

    [Fact]
    public void libsodium_is_what_computes_where_it_loads() => Assert.IsType<LibsodiumArgon2>(Argon2Engine.Fastest);

    [Fact]
    public async Task A_hash_is_a_PHC_string_with_its_parameters_that_verifies_the_password_and_no_other()
    {
        var hasher = Hasher(Cheap);

        var phc = await hasher.HashAsync("correct horse", Ct);

        Assert.StartsWith("$argon2id$v=19$m=7168,t=1,p=1$", phc, StringComparison.Ordinal);
        Assert.Equal(phc, PhcString.Parse(phc)!.ToString());
        Assert.Equal(PasswordCheck.Right, await hasher.VerifyAsync(phc, "correct horse", Ct));
        Assert.Equal(PasswordCheck.Wrong, await hasher.VerifyAsync(phc, "correct horse ", Ct));
        Assert.NotEqual(phc, await hasher.HashAsync("correct horse", Ct));
    }

    [Fact]
    public async Task A_hash_with_several_lanes_is_computed_by_the_managed_engine_and_verified_too()
    {
        var wide = Hasher(Cheap with { Parallelism = 2 });
        var narrow = Hasher(Cheap);

        var phc = await wide.HashAsync("correct horse", Ct);

        Assert.Equal(PasswordCheck.Right, await wide.VerifyAsync(phc, "correct horse", Ct));
        Assert.Equal(PasswordCheck.RightButOutdated, await narrow.VerifyAsync(phc, "correct horse", Ct));
    }

    [Fact]
    public async Task A_hash_of_lower_cost_is_told_to_be_outdated()
    {
        var before = Hasher(Cheap);
        var after = Hasher(Cheap with { Iterations = 2 });

        Assert.Equal(PasswordCheck.RightButOutdated, await after.VerifyAsync(await before.HashAsync("correct horse", Ct), "correct horse", Ct));
    }

    [Theory]
    [InlineData(19 * 1024, 2, 64 * 1024, 3)]
    [InlineData(7 * 1024, 5, 19 * 1024, 2)]
    [InlineData(64 * 1024, 1, 19 * 1024, 4)]
    [InlineData(19 * 1024, 2, 19 * 1024, 3)]
    [Trait("abuse", "A14")]
    public void After_a_cheaper_hash_the_rest_is_computed_in_no_more_memory(int memoryBefore, int iterationsBefore, int memory, int iterations)
    {
        var (before, after) = (new Argon2Cost(memoryBefore, iterationsBefore, 1), new Argon2Cost(memory, iterations, 1));

        var rest = after.RestAfter(before).ToList();

        Assert.Equal((long)memory * iterations, ((long)memoryBefore * iterationsBefore) + rest.Sum(r => (long)r.MemoryKiB * r.Iterations));
        Assert.All(rest, r => Assert.InRange(r.MemoryKiB, 8, memory));
        Assert.Empty(before.RestAfter(after));
        Assert.Empty(after.RestAfter(after));
    }

    [Fact]
    [Trait("abuse", "A14")]
    public async Task Nobodys_password_is_never_right()
    {
        var hasher = Hasher(Cheap);

        Assert.Equal(PasswordCheck.Wrong, await hasher.VerifyAsync(null, "correct horse", Ct));
        Assert.Equal(PasswordCheck.Wrong, await hasher.VerifyAsync("not a hash", "correct horse", Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("$argon2i$v=19$m=7168,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_Argon2id_hash_is_not_read(string text) => Assert.Null(PhcString.Parse(text));
}

using BlazorSessions.App.Settings;
using CsCheck;

namespace BlazorSessions.Tests.Stores;

/// <summary>
/// Random sequences of every command, by several users and devices, on the real store and in a tiny model of it. A failure
/// prints a seed: with <c>CsCheck_Seed</c> set to it in the environment, that sequence comes first.
/// </summary>
[Trait("speed", "slow")]
public sealed class RandomCommands(ITestOutputHelper output)
{
    private const int Lists = 55;

    // Were one of these missing, the commands would no longer test its rule. What comes up too seldom to be sure of is not here.
    private static readonly string[] Endings =
    [
        "SignedOut: SignedOut", "SignedOut: SignedOutElsewhere", "SignedOut: Replaced", "Expired: Idle",
        "Refused: Refused", "Denied: Denied", "CodeExpired: CodeExpired", "TooManyWrongCodes: TooManyCodes",
        "Cancelled: Cancelled", "Cancelled: Orphaned", "Cancelled: SweptUp", "SignedOut: PasswordChanged", "SignedOut: Recovered", "NodeRestarts: ",
    ];

    [Theory]
    [BothDatabases]
    public async Task Whatever_happens_in_whatever_order_the_store_does_what_the_model_says(DatabaseProvider provider)
    {
        await using var runner = await CommandRunner.StartAsync(provider);

        try
        {
            await CommandLists.All.SampleAsync(runner.RunAsync, iter: Lists, threads: 1, print: list => $"{list.Length} commands");
        }
        catch (CsCheckException e)
        {
            Assert.Fail($"{e.Message}\nWhat fails of them:\n{await runner.ShortenAsync()}");
        }

        output.WriteLine($"{runner.Steps} steps: {string.Join(", ", runner.Seen.Select(s => $"{s.Key} {s.Value}"))}");
        Assert.Superset(Endings.ToHashSet(), runner.Seen.Keys.ToHashSet());
    }
}

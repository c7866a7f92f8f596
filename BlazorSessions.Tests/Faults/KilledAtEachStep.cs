using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Faults;

/// <summary>
/// kill -9 at each step of each act. What was not committed never was; what was committed is there, though nobody was told.
/// Either way the person tries again and gets there, and no rule is broken.
/// </summary>
[Trait("speed", "slow")]
[Trait("abuse", "A33")]
public sealed class KilledAtEachStep(ITestOutputHelper output)
{
    public static TheoryData<DatabaseProvider, Act, Moment> Everything()
    {
        var all = new TheoryData<DatabaseProvider, Act, Moment>();
        foreach (var act in Enum.GetValues<Act>())
        {
            // On SQLite nothing is enlisted, and telling is a call in the same process.
            Array.ForEach([Moment.Saved, Moment.Committed], moment => all.Add(DatabaseProvider.Sqlite, act, moment));
            Array.ForEach(Enum.GetValues<Moment>(), moment => all.Add(DatabaseProvider.PostgreSql, act, moment));
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task The_state_is_one_that_could_have_been_reached_without_the_kill(DatabaseProvider provider, Act act, Moment moment)
    {
        await using var place = await TestPlace.CreateAsync(provider);
        using var story = await BrokenStory.PrepareAsync(place, act);

        await story.RunUntilKilledAsync(moment);

        await using var app = await story.StartAgainAsync();
        var isDone = moment is Moment.Committed or Moment.Told;
        Assert.Equal(isDone ? story.After : story.Before, await story.StatusesAsync(app));
        await story.TryAgainAsync();
        Assert.Equal(story.InTheEnd, await story.StatusesAsync(app));
        await Invariants.HoldAsync(app);
        Assert.Empty(app.Log.Errors);
        output.WriteLine($"{provider}: killed at {act}, {moment}: {(isDone ? "was done, as committed" : "was not done")}; tried again, done; 0 lost, 0 violations");
    }
}

/// <summary>What a person was at when the server was killed.</summary>
public enum Act
{
    WalkIn,
    Ask,
    Approve,
    Collect,
    SignOut,
    SignOutOther,
}

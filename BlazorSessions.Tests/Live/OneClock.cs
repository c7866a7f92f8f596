using BlazorSessions.App.Data;
using Microsoft.Extensions.Time.Testing;

namespace BlazorSessions.Tests.Live;

/// <summary>The clock that nodes share: the database's.</summary>
[Trait("abuse", "A32")]
public sealed class OneClock
{
    private static readonly DateTimeOffset Here = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset InDatabase = Here.AddHours(1);

    private readonly FakeTimeProvider machine = new(Here);

    [Fact]
    public void Goes_by_the_machine_until_the_database_has_been_read_and_by_the_database_from_then_on()
    {
        var clock = new DatabaseClock(machine);
        Assert.Equal(Here, clock.GetUtcNow());

        clock.Follow(InDatabase, clock.GetTimestamp());
        machine.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(InDatabase.AddSeconds(3), clock.GetUtcNow());
    }

    [Fact]
    public void Half_of_the_way_to_the_database_and_back_is_counted()
    {
        var clock = new DatabaseClock(machine);
        var askedAt = clock.GetTimestamp();
        machine.Advance(TimeSpan.FromMilliseconds(80));

        clock.Follow(InDatabase, askedAt);

        Assert.Equal(InDatabase.AddMilliseconds(40), clock.GetUtcNow());
    }

    [Fact]
    public void An_answer_that_was_held_up_is_passed_over_until_it_says_more_than_is_known()
    {
        var clock = new DatabaseClock(machine);
        clock.Follow(InDatabase, clock.GetTimestamp());

        var askedAt = clock.GetTimestamp();
        machine.Advance(TimeSpan.FromMilliseconds(400));
        clock.Follow(InDatabase.AddMilliseconds(400), askedAt); // all of the delay was on the way there
        Assert.Equal(InDatabase.AddMilliseconds(400), clock.GetUtcNow());

        machine.Advance(TimeSpan.FromHours(1));
        clock.Follow(InDatabase.AddHours(2), clock.GetTimestamp()); // set anew, and answered at once
        Assert.Equal(InDatabase.AddHours(2), clock.GetUtcNow());
    }

    [Fact]
    public void A_machine_whose_clock_is_set_while_it_runs_tells_the_same_time()
    {
        var setBack = new SetClock(machine);
        var clock = new DatabaseClock(setBack);
        clock.Follow(InDatabase, clock.GetTimestamp());

        setBack.Off = TimeSpan.FromHours(-1);
        machine.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(InDatabase.AddSeconds(1), clock.GetUtcNow());
    }
}

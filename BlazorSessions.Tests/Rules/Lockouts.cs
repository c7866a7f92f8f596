using BlazorSessions.Domain.Accounts;

namespace BlazorSessions.Tests.Rules;

/// <summary>After how many wrong tries the next one waits, and for how long.</summary>
[Trait("abuse", "A15")]
[Trait("abuse", "A16")]
public sealed class Lockouts
{
    private static readonly DateTimeOffset Morning = new(2026, 1, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly Lockout Rule = new(10, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15), 100, TimeSpan.FromDays(30));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 30)]
    [InlineData(11, 60)]
    [InlineData(12, 120)]
    [InlineData(14, 480)]
    [InlineData(15, 900)]
    [InlineData(99, 900)]
    [InlineData(100, 30 * 24 * 3600)]
    public void The_wait_doubles_after_the_free_tries_up_to_the_longest_and_the_hundredth_wrong_one_is_the_last(int failures, int seconds) =>
        Assert.Equal(Morning.AddSeconds(seconds), Rule.NextTryAt(failures, Morning));

    [Fact]
    public void No_free_try_is_beyond_the_last_one() => Assert.Equal(Morning.AddDays(30), (Rule with { MaxFailures = 5 }).NextTryAt(5, Morning));

    [Fact]
    public void Ten_tries_are_free_and_the_eleventh_waits()
    {
        var count = new TryCount("ann", Morning);

        Assert.All(Enumerable.Range(0, 10), _ => Assert.Null(count.Take(Rule, Morning)));
        Assert.Equal(Morning.AddSeconds(30), count.Take(Rule, Morning));
        Assert.Equal(10, count.Failures);
        Assert.Equal(Morning.AddSeconds(30), count.Take(Rule, Morning.AddSeconds(30) - TimeSpan.FromTicks(1)));
        Assert.Null(count.Take(Rule, Morning.AddSeconds(30)));
        Assert.Equal(11, count.Failures);
    }

    [Fact]
    public void A_try_that_had_to_wait_makes_nobody_wait_longer()
    {
        var count = CountOf(10);

        count.Take(Rule, Morning.AddSeconds(29));

        Assert.Null(count.Take(Rule, Morning.AddSeconds(30)));
    }

    [Fact]
    public void Whoever_never_gives_up_has_a_hundred_tries_and_it_takes_a_day()
    {
        var count = new TryCount("ann", Morning);
        var now = Morning;
        while (count.Take(Rule, now) is var next && (next is null || next < now + Rule.Forgotten))
        {
            now = next ?? now;
        }

        Assert.Equal(100, count.Failures);
        Assert.InRange(now - Morning, TimeSpan.FromHours(20), TimeSpan.FromHours(28));
    }

    [Fact]
    public void What_is_long_ago_is_forgotten()
    {
        var count = CountOf(100);

        Assert.Equal(Morning + Rule.Forgotten, count.Take(Rule, Morning + Rule.Forgotten - TimeSpan.FromTicks(1)));
        Assert.Null(count.Take(Rule, Morning + Rule.Forgotten));
        Assert.Equal(1, count.Failures);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(100, true)]
    public void The_owner_is_told_when_the_waiting_begins_and_when_it_ends(int failures, bool isNews) => Assert.Equal(isNews, Rule.IsNews(failures));

    private static TryCount CountOf(int failures)
    {
        var patient = Rule with { FreeTries = failures, MaxFailures = failures + 1 };
        var count = new TryCount("ann", Morning);
        for (var i = 0; i < failures; i++)
        {
            count.Take(patient, Morning);
        }

        return count;
    }
}

using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

public sealed class IdleAndAge
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly Household ann = new();

    [Theory]
    [InlineData(12 * 60, 10)]
    [InlineData(20, 5)]
    public void The_end_that_nobody_can_put_off_is_told_ten_minutes_before_or_in_the_last_quarter(int lifetime, int before)
    {
        var policy = ann.Policy with { AbsoluteLifetime = TimeSpan.FromMinutes(lifetime) };

        Assert.Equal(Household.Morning + TimeSpan.FromMinutes(lifetime - before), policy.TellsAbsoluteEndAt(ann.SignIn()));
    }

    [Fact]
    public void A_session_is_over_at_the_very_moment_of_its_idle_end_and_not_before()
    {
        var session = ann.SignIn();
        var end = Household.Morning + ann.Policy.IdleTimeout;

        Assert.Null(ann.Policy.EndOf(session, end - Moment));
        Assert.Equal(new SessionEnd(SessionEndReason.Idle, end), ann.Policy.EndOf(session, end));
    }

    [Fact]
    public void Use_slides_the_idle_end()
    {
        var session = ann.SignIn();
        session.SeenAt(Household.Morning.AddMinutes(50));

        Assert.Null(ann.Policy.EndOf(session, Household.Morning.AddMinutes(109)));
        Assert.NotNull(ann.Policy.EndOf(session, Household.Morning.AddMinutes(110)));
    }

    [Fact]
    public void No_use_slides_the_absolute_end()
    {
        var session = ann.SignIn();
        var end = Household.Morning + ann.Policy.AbsoluteLifetime;
        session.SeenAt(end - Moment);

        Assert.Null(ann.Policy.EndOf(session, end - Moment));
        Assert.Equal(new SessionEnd(SessionEndReason.TooOld, end), ann.Policy.EndOf(session, end));
    }

    [Fact]
    public void The_earlier_of_the_two_ends_counts_also_when_it_is_the_absolute_one()
    {
        var brief = new Household { Policy = new(2, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)) };
        var session = brief.SignIn();

        Assert.Equal(
            new SessionEnd(SessionEndReason.TooOld, Household.Morning.AddMinutes(5)),
            brief.Policy.EndOf(session, Household.Morning.AddHours(2)));
    }

    [Fact]
    public void A_written_end_stays_what_it_was_however_late_it_is_asked()
    {
        var session = ann.SignIn();
        ann.Now = Household.Morning.AddMinutes(3);
        ann.SignOut(session.Id);

        Assert.Equal(
            new SessionEnd(SessionEndReason.SignedOut, Household.Morning.AddMinutes(3)),
            ann.Policy.EndOf(session, Household.Morning.AddDays(3)));
    }

    [Fact]
    public void Activity_may_be_written_later_until_half_the_idle_time_has_gone()
    {
        var session = ann.SignIn();

        Assert.Equal(Household.Morning.AddMinutes(30), ann.Policy.WritesLaterUntil(session));
    }

    [Theory]
    [InlineData(60, 2, 58)]
    [InlineData(10, 9, 1)]
    [InlineData(10, 10, 7.5)] // a warning as long as the idle time would stand there always: its last quarter
    [InlineData(1, 2, 0.75)]
    public void The_warning_comes_before_the_idle_end(double idle, double warning, double after)
    {
        var household = new Household
        {
            Policy = new(2, TimeSpan.FromMinutes(idle), TimeSpan.FromHours(12), TimeSpan.FromMinutes(warning), TimeSpan.FromMinutes(10)),
        };

        Assert.Equal(Household.Morning.AddMinutes(after), household.Policy.WarnsAt(household.SignIn()));
    }

    [Fact]
    public void There_is_no_warning_of_an_end_that_nobody_can_put_off()
    {
        var household = new Household { Policy = new(2, TimeSpan.FromHours(2), TimeSpan.FromHours(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)) };

        Assert.Null(household.Policy.WarnsAt(household.SignIn()));
    }

    [Fact]
    public void A_use_before_the_last_one_changes_nothing()
    {
        var session = ann.SignIn();

        session.SeenAt(Household.Morning.AddMinutes(2));
        session.SeenAt(Household.Morning.AddMinutes(1));

        Assert.Equal(Household.Morning.AddMinutes(2), session.LastSeenAt);
    }

    [Fact]
    public void The_log_says_expired_before_anybody_has_written_it_down()
    {
        var session = ann.SignIn();

        Assert.Equal(SessionStatus.Active, ann.Policy.StatusOf(session, Household.Morning));
        Assert.Equal(SessionStatus.Expired, ann.Policy.StatusOf(session, Household.Morning.AddHours(1)));
    }
}

using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

public sealed class IdleAndAge
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly Household ann = new();

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
        var brief = new Household { Policy = new(2, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5)) };
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
    public void Activity_is_written_down_at_most_once_a_minute_of_an_hour()
    {
        var session = ann.SignIn();

        Assert.False(ann.Policy.IsWorthTouching(session, Household.Morning.AddSeconds(59)));
        Assert.True(ann.Policy.IsWorthTouching(session, Household.Morning.AddSeconds(60)));
    }

    [Fact]
    public void The_log_says_expired_before_anybody_has_written_it_down()
    {
        var session = ann.SignIn();

        Assert.Equal(SessionStatus.Active, ann.Policy.StatusOf(session, Household.Morning));
        Assert.Equal(SessionStatus.Expired, ann.Policy.StatusOf(session, Household.Morning.AddHours(1)));
    }
}

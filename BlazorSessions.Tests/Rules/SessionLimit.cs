using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

public sealed class SessionLimit
{
    private readonly Household ann = new();

    [Fact]
    public void The_first_device_walks_in()
    {
        Assert.IsType<SignInOutcome.SignedIn>(ann.Try());
        Assert.Equal(1, ann.OpenCount);
    }

    [Fact]
    public void A_second_device_needs_approval_and_takes_no_place_while_it_waits()
    {
        ann.SignIn();

        Assert.IsType<SignInOutcome.NeedsApproval>(ann.Try());
        Assert.Equal(1, ann.OpenCount);
    }

    [Fact]
    public void A_third_device_is_refused_and_the_log_keeps_that()
    {
        ann.Collect(ApprovedBy(ann.SignIn()));

        var outcome = Assert.IsType<SignInOutcome.Full>(ann.Try());

        Assert.Equal(2, outcome.Limit);
        Assert.Equal(SessionEndReason.Refused, Assert.Single(ann.LastEvents).Reason);
        Assert.Equal(2, ann.OpenCount);
    }

    [Fact]
    public void A_limit_of_one_means_no_second_device_ever()
    {
        var strict = new Household { Policy = ann.Policy with { MaxConcurrent = 1 } };
        strict.SignIn();

        Assert.IsType<SignInOutcome.Full>(strict.Try());
    }

    [Fact]
    public void A_limit_of_three_asks_the_second_and_the_third()
    {
        var wide = new Household { Policy = ann.Policy with { MaxConcurrent = 3 } };
        var first = wide.SignIn();
        var second = wide.Ask();
        wide.Approve(first.Id, second);
        wide.Collect(second);

        Assert.IsType<SignInOutcome.NeedsApproval>(wide.Try());
    }

    [Fact]
    public void An_overdue_session_takes_no_place()
    {
        var first = ann.SignIn();
        ann.Now += ann.Policy.IdleTimeout;

        Assert.IsType<SignInOutcome.SignedIn>(ann.Try());
        Assert.Equal(SessionEndReason.Idle, first.EndReason);
        Assert.Equal(first.LastSeenAt + ann.Policy.IdleTimeout, first.EndedAt);
    }

    [Fact]
    public void The_same_browser_replaces_its_session_and_is_not_asked()
    {
        var laptop = Household.Browser();
        var before = ann.SignIn(laptop);

        var after = ann.SignIn(laptop);

        Assert.Equal(SessionEndReason.Replaced, before.EndReason);
        Assert.NotEqual(before.TokenHash, after.TokenHash);
        Assert.Equal(1, ann.OpenCount);
    }

    [Fact]
    public void The_same_browser_gets_in_also_when_every_place_is_taken()
    {
        var laptop = Household.Browser();
        ann.Collect(ApprovedBy(ann.SignIn(laptop)));

        Assert.IsType<SignInOutcome.SignedIn>(ann.Try(laptop));
        Assert.Equal(2, ann.OpenCount);
    }

    [Fact]
    public void Open_sessions_never_share_a_slot_and_a_free_one_is_used_again()
    {
        var first = ann.SignIn();
        var second = ((SignInOutcome.SignedIn)ann.Collect(ApprovedBy(first))).Session;
        Assert.Equal((1, 2), (first.Slot, second.Slot));

        ann.SignOut(first.Id);
        var third = ((SignInOutcome.SignedIn)ann.Collect(ApprovedBy(second))).Session;

        Assert.Equal((1, 2), (third.Slot, second.Slot));
        Assert.Null(first.Slot);
    }

    private Domain.Approvals.SignInApproval ApprovedBy(Session approver)
    {
        var approval = ann.Ask();
        ann.Approve(approver.Id, approval);
        return approval;
    }
}

using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

public sealed class Approving
{
    private readonly Household ann = new();
    private readonly Session laptop;

    public Approving() => laptop = ann.SignIn();

    [Fact]
    public void The_right_code_lets_the_waiting_device_in()
    {
        var phone = ann.Ask();

        Assert.IsType<CodeCheck.Accepted>(ann.Approve(laptop.Id, phone));
        var session = Assert.IsType<SignInOutcome.SignedIn>(ann.Collect(phone)).Session;

        Assert.Equal(laptop.Id, session.ApprovedBy);
        Assert.Equal(2, ann.OpenCount);
    }

    [Fact]
    [Trait("abuse", "A03")]
    public void The_code_is_dead_after_three_wrong_tries()
    {
        var phone = ann.Ask();
        var wrong = ann.WrongCodeFor(phone);

        Assert.Equal(new CodeCheck.Wrong(2), ann.Approve(laptop.Id, phone, wrong));
        Assert.Equal(new CodeCheck.Wrong(1), ann.Approve(laptop.Id, phone, wrong));
        Assert.Equal(new CodeCheck.Wrong(0), ann.Approve(laptop.Id, phone, wrong));
        Assert.Equal(new CodeCheck.Closed(ApprovalStatus.Exhausted), ann.Approve(laptop.Id, phone));
        Assert.IsType<SignInOutcome.NotApproved>(ann.Collect(phone));
    }

    [Fact]
    public void A_right_code_after_a_wrong_one_still_counts()
    {
        var phone = ann.Ask();
        ann.Approve(laptop.Id, phone, ann.WrongCodeFor(phone));

        Assert.IsType<CodeCheck.Accepted>(ann.Approve(laptop.Id, phone));
    }

    [Fact]
    [Trait("abuse", "A06")]
    [Trait("abuse", "A11")]
    public void An_ended_session_approves_nothing()
    {
        var phone = ann.Ask();
        ann.Approve(laptop.Id, phone);
        ann.Collect(phone);
        ann.SignOut(laptop.Id);
        var tablet = ann.Ask();

        Assert.IsType<CodeCheck.ApproverGone>(ann.Approve(laptop.Id, tablet));
        Assert.Equal(ApprovalStatus.Pending, ann.StatusOf(tablet));
    }

    [Fact]
    [Trait("abuse", "A06")]
    public void The_waiting_device_cannot_approve_itself()
    {
        var phone = ann.Ask();

        Assert.IsType<CodeCheck.ApproverGone>(ann.Approve(phone.SessionId, phone));
    }

    [Fact]
    [Trait("abuse", "A06")]
    [Trait("abuse", "A11")]
    public void An_overdue_session_approves_nothing()
    {
        var phone = ann.Ask();
        ann.Now += ann.Policy.IdleTimeout;

        Assert.IsType<CodeCheck.ApproverGone>(ann.Approve(laptop.Id, phone));
    }

    [Fact]
    public void The_code_expires_at_the_second_minute_and_not_before()
    {
        var phone = ann.Ask();
        ann.Now = Household.Morning + ann.ApprovalPolicy.Lifetime - TimeSpan.FromTicks(1);
        Assert.Equal(ApprovalStatus.Pending, ann.StatusOf(phone));

        ann.Now = Household.Morning + ann.ApprovalPolicy.Lifetime;
        Assert.Equal(ApprovalStatus.Expired, ann.StatusOf(phone));
        Assert.Equal(new CodeCheck.Closed(ApprovalStatus.Expired), ann.Approve(laptop.Id, phone));
    }

    [Fact]
    [Trait("abuse", "A04")]
    public void This_was_not_me_ends_every_sign_in_that_waits()
    {
        var phone = ann.Ask();
        var tablet = ann.Ask();

        Assert.Equal(2, ann.DenyAll(laptop.Id));
        Assert.Equal((ApprovalStatus.Denied, ApprovalStatus.Denied), (ann.StatusOf(phone), ann.StatusOf(tablet)));
    }

    [Fact]
    [Trait("abuse", "A06")]
    public void Nobody_but_an_open_session_can_say_no()
    {
        var phone = ann.Ask();

        Assert.Equal(0, ann.DenyAll(phone.SessionId));
        Assert.Equal(ApprovalStatus.Pending, ann.StatusOf(phone));
    }

    [Fact]
    public void Several_sign_ins_wait_side_by_side_oldest_first()
    {
        var phone = ann.Ask();
        ann.Now += TimeSpan.FromSeconds(1);
        var tablet = ann.Ask();

        ann.Approve(laptop.Id, tablet);

        Assert.Equal((ApprovalStatus.Pending, ApprovalStatus.Approved), (ann.StatusOf(phone), ann.StatusOf(tablet)));
    }

    [Fact]
    public void The_same_browser_that_asks_again_gives_up_its_earlier_asking()
    {
        var browser = Household.Browser();
        var first = ann.Ask(browser);
        var second = ann.Ask(browser);

        Assert.Equal((ApprovalStatus.Cancelled, ApprovalStatus.Pending), (ann.StatusOf(first), ann.StatusOf(second)));
    }

    [Fact]
    public void The_waiting_device_can_give_up()
    {
        var phone = ann.Ask();
        ann.Cancel(phone);

        Assert.Equal(new CodeCheck.Closed(ApprovalStatus.Cancelled), ann.Approve(laptop.Id, phone));
    }

    [Fact]
    public void With_the_last_session_that_could_approve_the_waiting_ends()
    {
        var phone = ann.Ask();
        ann.SignOut(laptop.Id);

        Assert.Equal(ApprovalStatus.Orphaned, ann.StatusOf(phone));
        Assert.IsType<SignInOutcome.SignedIn>(ann.Try());
    }

    [Fact]
    public void It_ends_also_when_time_alone_ended_that_session()
    {
        ann.Now = Household.Morning + ann.Policy.IdleTimeout - TimeSpan.FromSeconds(1);
        var phone = ann.Ask();
        ann.Now += TimeSpan.FromSeconds(1);

        Assert.Equal(ApprovalStatus.Orphaned, ann.StatusOf(phone));
    }

    [Fact]
    public void The_kept_code_is_wiped_by_every_decision()
    {
        var phone = ann.Ask();
        phone.KeepCode("protected");
        ann.Approve(laptop.Id, phone);
        Assert.Null(phone.ProtectedCode);

        var tablet = ann.Ask();
        tablet.KeepCode("protected");
        ann.DenyAll(laptop.Id);
        Assert.Null(tablet.ProtectedCode);
    }
}

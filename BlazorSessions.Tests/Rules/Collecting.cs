using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

/// <summary>The waiting device comes for its session.</summary>
public sealed class Collecting
{
    private readonly Household ann = new();
    private readonly Session laptop;

    public Collecting() => laptop = ann.SignIn();

    [Fact]
    [Trait("abuse", "A08")]
    public void Nothing_opens_without_a_yes()
    {
        var phone = ann.Ask();

        Assert.Equal(ApprovalStatus.Pending, Assert.IsType<SignInOutcome.NotApproved>(ann.Collect(phone)).Status);
        Assert.Equal(1, ann.OpenCount);
    }

    [Fact]
    public void A_yes_in_the_last_moment_leaves_time_to_collect()
    {
        var phone = ann.Ask();
        ann.Now = Household.Morning + ann.ApprovalPolicy.Lifetime - TimeSpan.FromTicks(1);
        ann.Approve(laptop.Id, phone);
        ann.Now += TimeSpan.FromSeconds(10);

        Assert.IsType<SignInOutcome.SignedIn>(ann.Collect(phone));
    }

    [Fact]
    [Trait("abuse", "A08")]
    public void A_yes_that_is_not_collected_in_time_is_worth_nothing()
    {
        var phone = ann.Ask();
        ann.Approve(laptop.Id, phone);
        ann.Now += ann.ApprovalPolicy.Lifetime;

        Assert.Equal(ApprovalStatus.Expired, Assert.IsType<SignInOutcome.NotApproved>(ann.Collect(phone)).Status);
    }

    [Fact]
    [Trait("abuse", "A08")]
    public void A_session_is_collected_once()
    {
        var phone = ann.Ask();
        ann.Approve(laptop.Id, phone);
        ann.Collect(phone);

        Assert.Equal(ApprovalStatus.Collected, Assert.IsType<SignInOutcome.NotApproved>(ann.Collect(phone)).Status);
        Assert.Equal(2, ann.OpenCount);
    }

    [Fact]
    [Trait("abuse", "A02")]
    public void Of_two_approved_devices_the_second_to_collect_finds_no_room()
    {
        var phone = ann.Ask();
        var tablet = ann.Ask();
        ann.Approve(laptop.Id, phone);
        ann.Approve(laptop.Id, tablet);
        ann.Collect(phone);

        Assert.IsType<SignInOutcome.Full>(ann.Collect(tablet));
        Assert.Equal(ApprovalStatus.Full, ann.StatusOf(tablet));
    }

    [Fact]
    public void A_sign_in_that_has_its_yes_needs_nobody_any_more()
    {
        var phone = ann.Ask();
        ann.Approve(laptop.Id, phone);
        ann.SignOut(laptop.Id);

        Assert.IsType<SignInOutcome.SignedIn>(ann.Collect(phone));
    }
}

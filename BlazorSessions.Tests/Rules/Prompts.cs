using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

/// <summary>How often whoever has the password may have the owner asked.</summary>
[Trait("abuse", "A03")]
[Trait("abuse", "A04")]
public sealed class Prompts
{
    private static readonly PromptLimit Limit = new(5, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15));

    private readonly Household ann = new() { ApprovalPolicy = new(TimeSpan.FromMinutes(2), 3, Limit) };
    private readonly Session laptop;
    private readonly Device here = Household.Browser();
    private readonly Device phone = Household.Browser();

    public Prompts() => laptop = ann.SignIn(here);

    [Fact]
    public void Strangers_ask_five_times_in_a_quarter_of_an_hour_however_many_they_are()
    {
        for (var i = 0; i < 5; i++)
        {
            ann.Ask();
            ann.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal(Household.Morning.AddMinutes(15), NextAt());
        ann.Now = Household.Morning.AddMinutes(15) - TimeSpan.FromTicks(1);
        Assert.NotNull(NextAt());
        ann.Now = Household.Morning.AddMinutes(15);
        Assert.Null(NextAt());
        Assert.Equal(Household.Morning.AddMinutes(16), NextAt());
    }

    [Fact]
    public void What_comes_too_often_changes_nothing()
    {
        var waiting = Enumerable.Range(0, 5).Select(_ => ann.Ask(phone)).ToList()[^1];

        Assert.NotNull(NextAt(phone));

        Assert.Empty(ann.LastEvents);
        Assert.Equal(ApprovalStatus.Pending, waiting.StatusAt(ann.Now));
    }

    [Fact]
    public void A_device_that_the_account_knows_is_not_barred_by_strangers_and_has_a_count_of_its_own()
    {
        Know(phone);
        Exhaust();

        for (var i = 0; i < 5; i++)
        {
            Assert.Null(NextAt(phone));
        }

        Assert.NotNull(NextAt(phone));
    }

    [Fact]
    public void Those_that_find_no_room_are_counted_too()
    {
        Know(phone);
        ann.Collect(Approved(phone));
        ann.Now += Limit.Window;

        Assert.All(Enumerable.Range(0, 5), _ => Assert.IsType<SignInOutcome.Full>(ann.Try()));
        Assert.IsType<SignInOutcome.AskedTooOften>(ann.Try());
    }

    [Fact]
    public void Who_walks_in_asks_nobody_and_is_not_counted()
    {
        Assert.All(Enumerable.Range(0, 20), _ => Assert.IsType<SignInOutcome.SignedIn>(ann.Try(here)));
        ann.SignOut(ann.SignIn(here).Id);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.True(ann.SignOut(ann.SignIn().Id)));
        ann.SignIn(here);

        Assert.Null(NextAt());
    }

    [Fact]
    public void After_this_was_not_me_no_stranger_asks_for_a_quarter_of_an_hour_but_a_known_device_does()
    {
        Know(phone);
        ann.Ask();
        ann.DenyAll(laptop.Id);

        Assert.Equal(ann.Now + Limit.PauseAfterDenial, NextAt());
        Assert.Null(NextAt(phone));
        ann.Now += Limit.PauseAfterDenial - TimeSpan.FromTicks(1);
        Assert.NotNull(NextAt());
        ann.Now += TimeSpan.FromTicks(1);
        Assert.Null(NextAt());
    }

    [Fact]
    [Trait("abuse", "A16")]
    public void With_nobody_signed_in_the_owner_walks_in_whatever_strangers_did()
    {
        Exhaust();
        ann.DenyAll(laptop.Id);
        ann.SignOut(laptop.Id);

        Assert.IsType<SignInOutcome.SignedIn>(ann.Try());
    }

    private DateTimeOffset? NextAt(Device? device = null) => (ann.Try(device) as SignInOutcome.AskedTooOften)?.NextAt;

    private void Exhaust()
    {
        for (var i = 0; i < 5; i++)
        {
            ann.Ask();
        }
    }

    // Let in once, and long ago.
    private void Know(Device device)
    {
        ann.SignOut(((SignInOutcome.SignedIn)ann.Collect(Approved(device))).Session.Id);
        ann.Now += Limit.Window;
    }

    private SignInApproval Approved(Device device)
    {
        var approval = ann.Ask(device);
        ann.Approve(laptop.Id, approval);
        return approval;
    }
}

using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

/// <summary>The link by which the password may be set anew, and what its use does to the sessions.</summary>
public sealed class ResetLinks
{
    private static readonly DateTimeOffset Now = Household.Morning;

    private readonly User ann = new("Ann", "Lee", EmailAddress.Parse("ann@example.org")!, "hash", Now);
    private readonly Household household = new() { Policy = new(3, TimeSpan.FromMinutes(60), TimeSpan.FromHours(12), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)) };

    [Fact]
    public void A_link_is_good_for_an_hour_and_its_end_is_already_over()
    {
        var token = ann.OfferReset(Now);

        Assert.True(ann.MayReset(token, Now));
        Assert.True(ann.MayReset(token, Now.AddHours(1) - TimeSpan.FromTicks(1)));
        Assert.False(ann.MayReset(token, Now.AddHours(1)));
        Assert.False(ann.MayReset(OpaqueToken.Issue(), Now));
    }

    [Fact]
    public void It_is_good_once_and_a_later_one_or_any_new_password_makes_it_void()
    {
        var first = ann.OfferReset(Now);
        var second = ann.OfferReset(Now);
        Assert.False(ann.MayReset(first, Now));

        ann.ChangePassword("another");

        Assert.False(ann.MayReset(second, Now));
        Assert.Null(ann.ResetToken);
    }

    [Fact]
    public void Better_parameters_for_the_same_password_leave_it_good()
    {
        var token = ann.OfferReset(Now);

        ann.Rehash("the same, hashed again");

        Assert.True(ann.MayReset(token, Now));
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void Its_use_ends_what_is_on_its_way_in_and_leaves_what_is_open()
    {
        var laptop = household.SignIn();
        var approved = household.Ask();
        household.Approve(laptop.Id, approved);
        var waiting = household.Ask();

        household.ResetPassword();

        Assert.All([approved, waiting], a => Assert.Equal(SessionEndReason.SweptUp, a.Session.EndReason));
        Assert.Equal((true, 1), (laptop.IsOpen, household.OpenCount));
        Assert.Equal(NoticeKind.PasswordReset, Assert.Single(household.LastEvents, e => e.Notice is not null).Notice);
        Assert.DoesNotContain(household.Devices, d => d.Key != laptop.DeviceKey); // nothing was let in
    }

    [Fact]
    public void That_one_was_made_is_told_as_done_by_the_operator()
    {
        household.SignIn();

        household.NoteResetOffered();

        var told = Assert.Single(household.LastEvents);
        Assert.Equal((NoticeKind.ResetOffered, Device.OfOperator.Name, ""), (told.Notice, told.Session.DeviceName, told.Session.IpAddress));
        Assert.Equal(1, household.OpenCount);
    }
}

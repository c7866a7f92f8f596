using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

/// <summary>What a change of the account does to its sessions.</summary>
public sealed class AccountChanges
{
    private readonly Household ann = new() { Policy = new(3, TimeSpan.FromMinutes(60), TimeSpan.FromHours(12), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)) };
    private readonly Session laptop;
    private readonly Session phone;

    public AccountChanges()
    {
        laptop = ann.SignIn();
        var asked = ann.Ask();
        ann.Approve(laptop.Id, asked);
        phone = ((SignInOutcome.SignedIn)ann.Collect(asked)).Session;
    }

    [Fact]
    public void A_new_password_ends_the_others_and_whatever_was_on_its_way_in_and_gives_a_new_token_here()
    {
        var approved = ann.Ask();
        ann.Approve(laptop.Id, approved);
        var waiting = ann.Ask();
        var before = laptop.TokenHash;

        var token = ann.ChangePassword(laptop.Id);

        Assert.Equal(token!.Hash(), laptop.TokenHash);
        Assert.NotEqual(before, laptop.TokenHash);
        Assert.Equal(SessionEndReason.PasswordChanged, phone.EndReason);
        Assert.Equal(SessionStatus.SignedOut, ann.Policy.StatusOf(phone, ann.Now));
        Assert.All([approved, waiting], a => Assert.Equal(SessionEndReason.SweptUp, a.Session.EndReason));
        Assert.Equal(new SignInOutcome.NotApproved(ApprovalStatus.Cancelled), ann.Collect(approved));
        Assert.True(laptop.IsOpen);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void It_is_told_once_with_where_it_was_done()
    {
        ann.ChangePassword(laptop.Id);

        var told = Assert.Single(ann.LastEvents, e => e.Notice is not null);
        Assert.Equal((NoticeKind.PasswordChanged, laptop), (told.Notice, told.Session));
    }

    [Fact]
    public void A_session_that_is_over_changes_nothing()
    {
        ann.SignOut(laptop.Id);

        Assert.Null(ann.ChangePassword(laptop.Id));
        Assert.Null(ann.Prove(laptop.Id));
        Assert.True(phone.IsOpen);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void A_recovery_ends_every_session_and_every_sign_in_under_way_and_needs_nobodys_yes()
    {
        var waiting = ann.Ask();

        var recovered = ann.Recover();

        Assert.All([laptop, phone], s => Assert.Equal(SessionEndReason.Recovered, s.EndReason));
        Assert.Equal(SessionEndReason.SweptUp, waiting.Session.EndReason);
        Assert.Equal(1, ann.OpenCount);
        Assert.True(recovered.IsOpen);
        Assert.Contains(ann.LastEvents, e => e.Notice == NoticeKind.RecoveryCodeUsed);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void A_recovery_forgets_the_other_devices_that_are_new_and_keeps_those_known_for_long()
    {
        ann.Now += KnownDevice.NewFor;
        var thief = ann.SignIn();

        var owner = ann.Recover();

        Assert.Equal([laptop.DeviceKey, phone.DeviceKey, owner.DeviceKey], ann.Devices.Select(d => d.Key));
        Assert.DoesNotContain(ann.Devices, d => d.Key == thief.DeviceKey);
    }

    [Fact]
    public void A_recovery_from_the_browser_of_an_open_session_ends_that_one_too()
    {
        var browser = Household.Browser();
        var before = ann.Recover(browser);

        var after = ann.Recover(browser);

        Assert.Equal(SessionEndReason.Recovered, before.EndReason);
        Assert.True(after.IsOpen);
        Assert.Equal(1, ann.OpenCount);
    }
}

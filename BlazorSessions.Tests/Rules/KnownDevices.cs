using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

public sealed class KnownDevices
{
    private readonly Household ann = new();
    private readonly Device browser = Household.Browser();
    private readonly Session laptop;

    public KnownDevices() => laptop = ann.SignUp(browser);

    [Fact]
    public void The_first_device_of_an_account_is_no_news()
    {
        Assert.False(laptop.IsNewDevice);
        Assert.DoesNotContain(ann.LastEvents, e => e.Notice is not null);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void A_device_is_new_until_it_was_let_in_and_known_from_then_on()
    {
        var phone = Household.Browser();
        Assert.True(ann.Ask(phone).Session.IsNewDevice);
        var asked = ann.Ask(phone);
        Assert.True(asked.Session.IsNewDevice);
        ann.Approve(laptop.Id, asked);
        ann.Collect(asked);
        Assert.Equal(NoticeKind.NewDevice, Assert.Single(ann.LastEvents, e => e.Notice is not null).Notice);

        ann.SignOut(asked.SessionId);
        Assert.False(ann.Ask(phone).Session.IsNewDevice);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void A_forgotten_device_is_new_again_and_every_device_is_told_of_it()
    {
        ann.Now += KnownDevice.NewFor;
        var here = ann.SignIn(browser);
        var phone = LetIn(here);

        Assert.IsType<ForgetOutcome.Forgotten>(ann.Forget(here.Id, phone.DeviceKey));

        Assert.DoesNotContain(ann.Devices, d => d.Key == phone.DeviceKey);
        Assert.Equal(NoticeKind.DeviceForgotten, Assert.Single(ann.LastEvents).Notice);
        Assert.IsType<ForgetOutcome.Forgotten>(ann.Forget(here.Id, phone.DeviceKey));
        Assert.Empty(ann.LastEvents);
    }

    [Fact]
    public void To_have_one_forgotten_wants_a_proof()
    {
        ann.Now += ann.Policy.ProofLifetime;
        Assert.IsType<ForgetOutcome.ProofTooOld>(ann.Forget(laptop.Id, browser.Key));
        Assert.Single(ann.Devices);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void A_device_that_is_new_has_only_those_forgotten_that_came_after_it()
    {
        ann.Now += TimeSpan.FromDays(1);
        var thief = LetIn(ann.SignIn(browser));
        ann.Now += TimeSpan.FromMinutes(1);
        ann.SignOut(ann.SignIn(browser).Id);
        var later = LetIn(thief);

        Assert.IsType<ForgetOutcome.KnownForLonger>(ann.Forget(thief.Id, browser.Key));
        Assert.IsType<ForgetOutcome.KnownForLonger>(ann.Forget(thief.Id, thief.DeviceKey));
        Assert.IsType<ForgetOutcome.Forgotten>(ann.Forget(thief.Id, later.DeviceKey));
        Assert.Equal([browser.Key, thief.DeviceKey], ann.Devices.Select(d => d.Key));
    }

    [Fact]
    public void An_account_that_knows_no_device_takes_every_one_for_new()
    {
        ann.Now += KnownDevice.NewFor;
        var here = ann.SignIn(browser);
        Assert.IsType<ForgetOutcome.Forgotten>(ann.Forget(here.Id, browser.Key));
        Assert.True(ann.MayBeUndone(here.Id));
        ann.SignOut(here.Id);

        Assert.True(ann.SignIn().IsNewDevice);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public void What_is_changed_on_a_device_can_be_undone_while_it_is_new()
    {
        Assert.True(ann.MayBeUndone(laptop.Id));
        ann.Now += KnownDevice.NewFor - TimeSpan.FromHours(1);
        var later = ann.SignIn(browser);
        Assert.True(ann.MayBeUndone(later.Id));
        ann.Now += TimeSpan.FromHours(1);
        Assert.False(ann.MayBeUndone(ann.SignIn(browser).Id));
        Assert.True(ann.MayBeUndone(SessionId.New(ann.Now)));
    }

    [Fact]
    public void Beyond_fifty_the_latest_comer_is_forgotten_and_never_the_owners_first()
    {
        ann.Now += KnownDevice.NewFor; // a recovery forgets what is new
        for (var i = 0; i < KnownDevice.AtMost + 5; i++)
        {
            ann.Now += TimeSpan.FromSeconds(1);
            ann.Recover();
            ann.Now += KnownDevice.NewFor;
        }

        Assert.Equal(KnownDevice.AtMost, ann.Devices.Count);
        Assert.Contains(ann.Devices, d => d.Key == browser.Key);
    }

    private Session LetIn(Session by)
    {
        var asked = ann.Ask();
        ann.Approve(by.Id, asked);
        return ((SignInOutcome.SignedIn)ann.Collect(asked)).Session;
    }
}

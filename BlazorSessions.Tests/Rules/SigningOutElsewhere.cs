using BlazorSessions.Domain.Approvals;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Rules;

public sealed class SigningOutElsewhere
{
    private readonly Household ann = new() { Policy = new(3, TimeSpan.FromMinutes(60), TimeSpan.FromHours(12), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)) };
    private readonly Session laptop;
    private readonly Session phone;

    public SigningOutElsewhere()
    {
        laptop = ann.SignIn();
        phone = Join();
    }

    [Fact]
    public void An_open_session_ends_another_and_the_log_says_who_did_it()
    {
        Assert.Equal(new EndOutcome.Ended(1), ann.SignOutOther(laptop.Id, phone.Id));

        Assert.Equal(SessionEndReason.SignedOutElsewhere, phone.EndReason);
        Assert.Equal(SessionStatus.SignedOut, ann.Policy.StatusOf(phone, ann.Now));
        var told = Assert.Single(ann.LastEvents);
        Assert.Equal((SessionEventKind.Ended, laptop.Id), (told.Kind, told.By));
        Assert.True(laptop.IsOpen);
    }

    [Fact]
    public void It_ends_a_waiting_sign_in_too_which_then_reads_that_it_was_cancelled()
    {
        var asked = ann.Ask();

        Assert.Equal(new EndOutcome.Ended(0), ann.SignOutOther(laptop.Id, asked.SessionId));

        Assert.Equal(SessionEndReason.SweptUp, asked.Session.EndReason);
        Assert.Equal(ApprovalStatus.Cancelled, ann.StatusOf(asked));
        Assert.Equal(SessionStatus.Cancelled, ann.Policy.StatusOf(asked.Session, ann.Now));
    }

    [Fact]
    public void A_session_that_is_over_ends_nothing_and_what_is_over_ends_no_more()
    {
        ann.SignOut(phone.Id);

        Assert.IsType<EndOutcome.NotThere>(ann.SignOutOther(phone.Id, laptop.Id));
        Assert.IsType<EndOutcome.NotThere>(ann.SignOutEverywhereElse(phone.Id));
        Assert.IsType<EndOutcome.NotThere>(ann.SignOutOther(laptop.Id, phone.Id));
        Assert.Equal(SessionEndReason.SignedOut, phone.EndReason);
        Assert.True(laptop.IsOpen);
    }

    [Fact]
    public void Everywhere_else_ends_all_others_and_whatever_was_on_its_way_in()
    {
        var tablet = Join();
        ann.SignOut(tablet.Id);
        var approved = ann.Ask();
        ann.Approve(laptop.Id, approved);
        var waiting = ann.Ask();

        Assert.Equal(new EndOutcome.Ended(1), ann.SignOutEverywhereElse(laptop.Id));

        Assert.Equal(SessionEndReason.SignedOutElsewhere, phone.EndReason);
        Assert.Equal(SessionEndReason.SweptUp, approved.Session.EndReason);
        Assert.Equal(SessionEndReason.SweptUp, waiting.Session.EndReason);
        Assert.IsType<SignInOutcome.NotApproved>(ann.Collect(approved));
        Assert.Equal(1, ann.OpenCount);
        Assert.True(laptop.IsOpen);
    }

    [Fact]
    public void A_password_typed_too_long_ago_is_no_proof_and_ends_nobody()
    {
        ann.Now += ann.Policy.ProofLifetime;

        Assert.IsType<EndOutcome.ProofTooOld>(ann.SignOutOther(laptop.Id, phone.Id));
        Assert.IsType<EndOutcome.ProofTooOld>(ann.SignOutEverywhereElse(laptop.Id));
        Assert.Equal(2, ann.OpenCount);

        var before = laptop.TokenHash;
        Assert.Equal(ann.Prove(laptop.Id)!.Hash(), laptop.TokenHash);
        Assert.NotEqual(before, laptop.TokenHash);
        ann.Now += ann.Policy.ProofLifetime - TimeSpan.FromTicks(1);
        Assert.Equal(new EndOutcome.Ended(1), ann.SignOutEverywhereElse(laptop.Id));
    }

    [Fact]
    public void One_s_own_session_needs_no_proof_to_end()
    {
        ann.Now += ann.Policy.ProofLifetime;

        Assert.True(ann.SignOut(laptop.Id));
    }

    private Session Join()
    {
        var asked = ann.Ask();
        ann.Approve(laptop.Id, asked);
        return ((SignInOutcome.SignedIn)ann.Collect(asked)).Session;
    }
}

using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Telemetry;

/// <summary>Whatever becomes of a sign-in is counted once, as what it is.</summary>
public sealed class Outcomes
{
    private const string Ann = "ann@example.org";
    private const string SignIns = "blazorsessions.signins";
    private const string Approvals = "blazorsessions.approvals";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_is_not_looked_at_is_too_many_whoever_refuses_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Lockout:FreeTries=1", "RateLimits:SignIns=3"]);
        using var meter = new AppMeter(app);
        using var stranger = new Visitor(app, "nobody@example.org");
        for (var i = 0; i < 4; i++)
        {
            await stranger.SignInAsync(); // the second and the third are too early for that account; the fourth is too many from one address
        }

        Assert.Equal([("too-many-tries", 3), ("wrong-password", 1)], meter.Of(SignIns));
    }

    [Fact]
    public async Task One_for_which_nobody_is_asked_again()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:Prompts=1"]);
        await app.SignUpAsync(Ann);
        using var meter = new AppMeter(app);

        await app.SignInAsync(Ann);
        await app.SignInAsync(Ann);

        Assert.Equal([("approval-requested", 1), ("asked-too-often", 1)], meter.Of(SignIns));
        Assert.Empty(meter.Of(Approvals));
    }

    [Fact]
    public async Task One_that_nobody_answers_runs_out_and_one_that_has_its_yes_is_granted_though_nobody_collects_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits], Replacing.RemoveRounds);
        var laptop = await app.SignUpAsync(Ann);
        using var meter = new AppMeter(app);

        await app.AskAsync(Ann);
        await app.ApproveAsync(laptop, await app.AskAsync(Ann));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.Get<Housekeeping>().TidyAsync(Ct);

        Assert.Equal([("code-expired", 1), ("granted", 1)], meter.Of(Approvals));
        Assert.Empty(meter.Of("blazorsessions.sessions.ended"));
    }

    [Fact]
    public async Task One_with_too_many_wrong_codes_one_that_is_swept_up_and_one_that_nobody_is_left_for()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        var laptop = await app.SignUpAsync(Ann);
        using var meter = new AppMeter(app);

        var asked = await app.AskAsync(Ann);
        for (var i = 0; i < 3; i++)
        {
            await app.Get<ApprovalService>().ApproveAsync(laptop, asked.Approval.SessionId, SignInShortcuts.WrongCodeFor(asked.Code), Ct);
        }

        await app.AskAsync(Ann);
        await using (var locked = await app.Get<SessionRegistry>().LockAsync(laptop.User, Ct))
        {
            locked!.Sessions.SignOutEverywhereElse(laptop.Session);
            await locked.CommitAsync(Ct);
        }

        await app.AskAsync(Ann);
        await app.SignOutAsync(laptop);

        Assert.Equal([("orphaned", 1), ("swept-up", 1), ("too-many-codes", 1)], meter.Of(Approvals));
        Assert.Equal([("", 3)], meter.Of("blazorsessions.codes.rejected"));
        Assert.Equal([(OutcomeText.Of(SessionEndReason.SignedOut), 1)], meter.Of("blazorsessions.sessions.ended"));
    }

    [Fact]
    public async Task A_password_without_a_place()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["PasswordHashing:MaxAtOnce=1", "PasswordHashing:MaxWaiting=0"]);
        using var meter = new AppMeter(app);
        using var only = await app.Get<HashingPlaces>().EnterAsync(Ct);

        await Assert.ThrowsAsync<HashingBusyException>(() => app.Get<HashingPlaces>().EnterAsync(Ct));

        Assert.Equal([("", 1)], meter.Of("blazorsessions.hashes.refused"));
    }
}

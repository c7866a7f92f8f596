using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Stores;

/// <summary>Sign-ins with the right password that come to nothing, again and again: none is a wrong try, and none ends anything.</summary>
[Trait("abuse", "A40")]
[Trait("speed", "slow")]
public sealed class NeverCounted
{
    private const string Email = "ann@example.org";
    private const int Many = 100;

    private readonly Strangers strangers = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<DatabaseProvider, SessionEndReason> Ways => new(
        Enum.GetValues<DatabaseProvider>(),
        [SessionEndReason.Refused, SessionEndReason.Denied, SessionEndReason.CodeExpired, SessionEndReason.Cancelled]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Whatever_becomes_of_a_hundred_of_them_the_owner_stays_in_and_nobody_has_to_wait(DatabaseProvider provider, SessionEndReason fate)
    {
        await using var app = await TestApp.StartAsync(
            provider,
            [
                "RateLimits:Prompts=1000", "RateLimits:DenialPause=00:00:00", "Approvals:Lifetime=00:00:01",
                $"Sessions:MaxConcurrent={(fate == SessionEndReason.Refused ? 1 : 2)}",
            ]);
        var known = Strangers.At("192.0.2.1");
        var laptop = await app.SignUpAsync(Email, known);

        for (var i = 0; i < Many; i++)
        {
            await MeetAsync(app, laptop, await app.SignInAsync(Email, strangers.Next()), fate);
        }

        Assert.Empty(await app.TryCountsAsync());
        Assert.Equal(laptop.Session, Assert.Single((await app.Get<SessionRegistry>().ReadAsync(laptop.User, Ct)).Open).Id);
        Assert.IsType<SignInResult.WrongCredentials>(await app.TryAsync(Email, "wrong password", strangers.Next()));
        Assert.IsType<SignInOutcome.SignedIn>(await app.SignInAsync(Email, known));
        Assert.Equal(Many, await CountAsync(app, fate));
    }

    private static async Task MeetAsync(TestApp app, CurrentSession owner, SignInOutcome outcome, SessionEndReason fate)
    {
        if (fate == SessionEndReason.Refused)
        {
            Assert.IsType<SignInOutcome.Full>(outcome);
            return;
        }

        var asked = Assert.IsType<SignInOutcome.NeedsApproval>(outcome);
        switch (fate)
        {
            case SessionEndReason.Denied:
                await app.Get<ApprovalService>().DenyAllAsync(owner);
                break;
            case SessionEndReason.Cancelled:
                await app.Get<WaitingService>().CancelAsync(asked.WaitingToken);
                break;
            default:
                app.Clock.Advance(TimeSpan.FromSeconds(1));
                break;
        }
    }

    private static async Task<int> CountAsync(TestApp app, SessionEndReason fate)
    {
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        return await db.Sessions.CountAsync(s => s.EndReason == fate, Ct);
    }
}

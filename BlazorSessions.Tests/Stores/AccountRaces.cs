using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Features.Recovery;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Sessions;

namespace BlazorSessions.Tests.Stores;

/// <summary>A change of the account while sign-ins are under way: a gate that forces the bad order, and a crowd.</summary>
public sealed class AccountRaces
{
    private const string Email = "ann@example.org";
    private const string NewPassword = "purple monkey dishwasher";

    // The one statement that looks a user up by address.
    private const string ReadByAddress = """."Email" = @""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_sign_in_that_read_the_old_password_before_the_change_does_not_get_in_after_it(DatabaseProvider provider)
    {
        var read = new GatedRead(ReadByAddress);
        await using var app = await TestApp.StartAsync(provider, replace: read.AddTo);
        var laptop = await app.SignUpAsync(Email);
        var before = await LogCountAsync(app, laptop);

        read.Gate.Arm();
        var underWay = SignInAsync(app);
        await read.Gate.Reached;
        Assert.NotNull(await ChangeAsync(app, laptop));
        read.Gate.Open();

        Assert.IsType<SignInResult.WrongCredentials>(await underWay);
        Assert.Equal(before, await LogCountAsync(app, laptop));
    }

    [Theory]
    [BothDatabases]
    public async Task A_recovery_that_counted_on_the_old_password_is_told_that_it_was_changed(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var made = await app.EnrolAsync(Email);
        var laptop = ((SignInOutcome.SignedIn)made.Outcome).Session.AsCurrent();
        var waiting = (SignInResult.Decided)await SignInAsync(app);
        await ChangeAsync(app, laptop);

        var result = await app.Get<RecoveryService>().RecoverAsync(made.Codes[0].Reveal(), waiting.Proof, SignInShortcuts.Device(), Ct);

        Assert.IsType<RecoveryResult.ProofOver>(result);
        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
        Assert.IsType<RecoveryResult.SignedIn>(await RecoverAsync(app, made.Codes[0].Reveal())); // the code is still good
    }

    [Theory]
    [BothDatabases]
    [Trait("speed", "slow")]
    public async Task Sign_ins_in_a_crowd_around_the_change_leave_nothing_open_or_waiting_but_the_session_that_changed_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits]);
        for (var round = 0; round < 10; round++)
        {
            var email = $"ann{round}@example.org";
            var laptop = await app.SignUpAsync(email);
            var number = 0;

            await Crowd.AtOnceAsync(12, async () =>
            {
                if (Interlocked.Increment(ref number) == 6)
                {
                    return await ChangeAsync(app, laptop) is Confirmation.Done;
                }

                return await SignInAsync(app, email) is SignInResult.Decided;
            });

            var sessions = await app.Get<SessionRegistry>().ReadAsync(laptop.User, Ct);
            Assert.Equal([laptop.Session], sessions.Sessions.Where(s => s.EndedAt is null).Select(s => s.Id));
        }
    }

    [Theory]
    [BothDatabases]
    [Trait("speed", "slow")]
    public async Task One_code_used_sixteen_times_at_once_opens_one_session(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits]);
        var made = await app.EnrolAsync(Email);
        var code = made.Codes[0].Reveal();

        var results = await Crowd.AtOnceAsync(16, () => RecoverAsync(app, code));

        Assert.Single(results.OfType<RecoveryResult.SignedIn>());
        Assert.Equal(15, results.OfType<RecoveryResult.WrongCode>().Count());
        Assert.Equal(1, await app.OpenCountAsync(made.User));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A08")]
    public async Task A_yes_that_was_given_before_the_change_opens_nothing_after_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync(Email);
        var asked = await app.AskAsync(Email);
        await app.ApproveAsync(laptop, asked);

        await ChangeAsync(app, laptop);

        Assert.Null(await app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct));
        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
    }

    private static Task<SignInResult> SignInAsync(TestApp app, string email = Email) =>
        app.Get<SignInService>().SignInAsync(new() { Email = email, Password = SignInShortcuts.Password }, SignInShortcuts.Device(), Ct);

    private static Task<Confirmation> ChangeAsync(TestApp app, CurrentSession at) =>
        app.Get<AccountService>().ChangePasswordAsync(at, SignInShortcuts.Password, NewPassword, Ct);

    private static Task<RecoveryResult> RecoverAsync(TestApp app, string code) => app.Get<RecoveryService>().RecoverAsync(
        new() { Email = Email, Code = code, NewPassword = NewPassword, ConfirmNewPassword = NewPassword }, SignInShortcuts.Device(), Ct);

    private static async Task<int> LogCountAsync(TestApp app, CurrentSession of) =>
        (await app.Get<App.Features.Dashboard.SessionLogQuery>().PageAsync(of.User, null, 50, App.Features.Dashboard.LogFilter.All, Ct)).Sessions.Count;
}

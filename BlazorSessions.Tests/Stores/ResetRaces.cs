using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.PasswordReset;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Tests.Stores;

/// <summary>A link that sets the password anew, while sign-ins and other forms with it are under way.</summary>
public sealed class ResetRaces
{
    private const string Email = "ann@example.org";
    private const string NewPassword = "purple monkey dishwasher";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Of_two_forms_with_one_link_that_both_found_it_good_one_sets_the_password(DatabaseProvider provider)
    {
        var read = new GatedRead("""."ResetToken" = @""");
        await using var app = await TestApp.StartAsync(provider, replace: read.AddTo);
        var token = await OfferAsync(app, (await app.SignUpAsync(Email)).User);

        read.Gate.Arm();
        var late = ResetAsync(app, token, "seven quiet lanterns");
        await read.Gate.Reached;
        Assert.IsType<PasswordResetResult.Done>(await ResetAsync(app, token, NewPassword));
        read.Gate.Open();

        Assert.IsType<PasswordResetResult.LinkOver>(await late);
        Assert.IsType<SignInResult.Decided>(await SignInAsync(app, NewPassword));
    }

    [Theory]
    [BothDatabases]
    [Trait("speed", "slow")]
    public async Task One_link_used_sixteen_times_at_once_is_used_once(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits]);
        var token = await OfferAsync(app, (await app.SignUpAsync(Email)).User);

        var results = await Crowd.AtOnceAsync(16, () => ResetAsync(app, token, NewPassword));

        Assert.Single(results.OfType<PasswordResetResult.Done>());
        Assert.Equal(15, results.OfType<PasswordResetResult.LinkOver>().Count());
    }

    [Theory]
    [BothDatabases]
    public async Task A_sign_in_that_read_the_old_password_before_does_not_get_in_after_it(DatabaseProvider provider)
    {
        var read = new GatedRead("""."Email" = @""");
        await using var app = await TestApp.StartAsync(provider, replace: read.AddTo);
        var laptop = await app.SignUpAsync(Email);
        await app.SignOutAsync(laptop);
        var token = await OfferAsync(app, laptop.User);

        read.Gate.Arm();
        var underWay = SignInAsync(app, SignInShortcuts.Password);
        await read.Gate.Reached;
        Assert.IsType<PasswordResetResult.Done>(await ResetAsync(app, token, NewPassword));
        read.Gate.Open();

        Assert.IsType<SignInResult.WrongCredentials>(await underWay);
        Assert.Equal(0, await app.OpenCountAsync(laptop.User));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A08")]
    public async Task A_yes_that_was_given_before_opens_nothing_after_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync(Email);
        var asked = await app.AskAsync(Email);
        await app.ApproveAsync(laptop, asked);

        await ResetAsync(app, await OfferAsync(app, laptop.User), NewPassword);

        Assert.Null(await app.Get<WaitingService>().CollectAsync(asked.WaitingToken, Ct));
        Assert.Equal(1, await app.OpenCountAsync(laptop.User));
        await Invariants.HoldAsync(app);
    }

    private static async Task<OpaqueToken> OfferAsync(TestApp app, UserId user) => (await app.Get<PasswordResetService>().OfferAsync(user, Ct))!;

    private static Task<PasswordResetResult> ResetAsync(TestApp app, OpaqueToken token, string password) => app.Get<PasswordResetService>().ResetAsync(
        token, new() { NewPassword = password, ConfirmNewPassword = password }, SignInShortcuts.Device(), Ct);

    private static Task<SignInResult> SignInAsync(TestApp app, string password) =>
        app.Get<SignInService>().SignInAsync(new() { Email = Email, Password = password }, SignInShortcuts.Device(), Ct);
}

using BlazorSessions.App.Features.Recovery;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using BlazorSessions.Tests.Live;

namespace BlazorSessions.Tests.Stores;

/// <summary>Wrong passwords and recovery codes, counted for an account by all nodes together.</summary>
[Trait("abuse", "A15")]
public sealed class Guessing
{
    private const string Email = "ann@example.org";
    private const string NewPassword = "purple monkey dishwasher";

    private readonly Device known = Strangers.At("192.0.2.1");
    private readonly Strangers strangers = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A16")]
    [Trait("speed", "slow")]
    public async Task Of_a_thousand_wrong_passwords_ten_are_looked_at_and_the_owner_comes_in_from_a_known_device(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await app.SignUpAsync(Email, known);

        var results = await Crowd.AtOnceAsync(1000, () => TryAsync(app, "wrong password"));

        Assert.Equal(10, results.OfType<SignInResult.WrongCredentials>().Count());
        Assert.Equal(990, results.OfType<SignInResult.TooManyTries>().Count());
        Assert.IsType<SignInResult.TooManyTries>(await TryAsync(app, SignInShortcuts.Password));
        Assert.IsType<SignInOutcome.SignedIn>(await app.SignInAsync(Email, known));
        Assert.Single(await app.TryCountsAsync());
    }

    [Theory]
    [BothDatabases]
    public async Task An_address_without_an_account_is_counted_just_so(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);

        var results = await Crowd.AtOnceAsync(30, () => TryAsync(app, "wrong password"));

        Assert.Equal(10, results.OfType<SignInResult.WrongCredentials>().Count());
        Assert.Equal((10, app.Clock.GetUtcNow()), Assert.Single(await app.TryCountsAsync()));
    }

    [Theory]
    [BothDatabases]
    public async Task The_right_password_after_the_wait_gets_in_and_has_the_wrong_ones_forgotten(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync(Email, known);
        await app.SignOutAsync(laptop);
        await Crowd.AtOnceAsync(10, () => TryAsync(app, "wrong password"));
        var refused = Assert.IsType<SignInResult.TooManyTries>(await TryAsync(app, SignInShortcuts.Password));

        app.Clock.Advance(refused.NextAt - app.Clock.GetUtcNow());

        Assert.IsType<SignInOutcome.SignedIn>(Assert.IsType<SignInResult.Decided>(await TryAsync(app, SignInShortcuts.Password)).Outcome);
        Assert.Empty(await app.TryCountsAsync());
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A16")]
    public async Task A_known_device_has_a_count_of_its_own(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        await app.SignUpAsync(Email, known);

        await Crowd.AtOnceAsync(10, () => TryAsync(app, "wrong password", known));

        Assert.IsType<SignInResult.TooManyTries>(await TryAsync(app, SignInShortcuts.Password, known));
        Assert.IsType<SignInResult.Decided>(await TryAsync(app, SignInShortcuts.Password));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A16")]
    public async Task A_recovery_code_goes_past_all_counts_and_has_them_forgotten(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var code = (await app.EnrolAsync(Email, known)).Codes[0].Reveal();
        await Crowd.AtOnceAsync(30, () => TryAsync(app, "wrong password"));
        var wrong = await Crowd.AtOnceAsync(30, () => RecoverAsync(app, "0123-4567-89AB-CDEF-GHJK-MNPQ"));

        Assert.Equal(10, wrong.OfType<RecoveryResult.WrongCode>().Count());
        Assert.Equal(20, wrong.OfType<RecoveryResult.TooManyTries>().Count());
        Assert.IsType<RecoveryResult.SignedIn>(await RecoverAsync(app, code));
        Assert.Empty(await app.TryCountsAsync());
    }

    [Fact]
    public async Task Nodes_count_together()
    {
        await using var place = await TestPlace.CreateMigratedAsync(DatabaseProvider.PostgreSql);
        await using var one = await TestApp.StartAsync(place);
        await using var two = await TestApp.StartAsync(place, clock: one.Clock);
        await one.SignUpAsync(Email, known);

        var first = await Crowd.AtOnceAsync(4, () => TryAsync(one, "wrong password"));
        var results = await Task.WhenAll(new[] { one, two }.Select(node => Crowd.AtOnceAsync(20, () => TryAsync(node, "wrong password"))));

        Assert.All(first, result => Assert.IsType<SignInResult.WrongCredentials>(result));
        Assert.Equal(6, results.SelectMany(r => r).OfType<SignInResult.WrongCredentials>().Count());
        Assert.IsType<SignInResult.TooManyTries>(await TryAsync(one, SignInShortcuts.Password));
        Assert.IsType<SignInResult.TooManyTries>(await TryAsync(two, SignInShortcuts.Password));
    }

    [Theory]
    [BothDatabases]
    public async Task The_owner_is_told_of_repeated_failures_and_nobody_of_those_without_an_account(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var laptop = await app.SignUpAsync(Email, known);
        using var ear = new Ear(app, laptop);

        await Crowd.AtOnceAsync(30, () => TryAsync(app, "wrong password", email: "nobody@example.org"));
        await Crowd.AtOnceAsync(30, () => TryAsync(app, "wrong password"));

        await ear.HearAsync(SessionEventKind.FailedRepeatedly);
        var notice = Assert.Single((await app.Get<App.Features.Notices.NoticeQuery>().ReadAsync(laptop, Ct)).Notices);
        Assert.Equal((NoticeKind.FailedRepeatedly, 1), (notice.Kind, notice.Times));
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_forgotten_is_deleted(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: services => services.RemoveRounds());
        await TryAsync(app, "wrong password");
        app.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await app.Get<Housekeeping>().TidyAsync(Ct);
        Assert.Single(await app.TryCountsAsync());

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Get<Housekeeping>().TidyAsync(Ct);

        Assert.Empty(await app.TryCountsAsync());
    }

    [Theory]
    [BothDatabases]
    public async Task Counting_and_forgetting_at_once_trip_over_nothing(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var guesser = App.Security.Guesser.OfPassword(Domain.Accounts.EmailAddress.Parse(Email)!, null);
        var tries = app.Get<App.Security.WrongTries>();

        await Crowd.AtOnceAsync(200, async () =>
        {
            var outcome = await tries.TakeAsync(guesser, Ct);
            await tries.ForgiveAsync(guesser);
            return outcome;
        });

        Assert.Empty(await app.TryCountsAsync());
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task Without_limits_nothing_is_counted()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        await app.SignUpAsync(Email, known);

        var results = await Crowd.AtOnceAsync(60, () => TryAsync(app, "wrong password", Strangers.At("192.0.2.9")));

        Assert.All(results, result => Assert.IsType<SignInResult.WrongCredentials>(result));
        Assert.Empty(await app.TryCountsAsync());
    }

    private Task<SignInResult> TryAsync(TestApp app, string password, Device? device = null, string email = Email) =>
        app.TryAsync(email, password, device ?? strangers.Next());

    private Task<RecoveryResult> RecoverAsync(TestApp app, string code) => app.Get<RecoveryService>().RecoverAsync(
        new() { Email = Email, Code = code, NewPassword = NewPassword, ConfirmNewPassword = NewPassword }, strangers.Next(), Ct);
}

using System.Data.Common;
using BlazorSessions.App.Data;
using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Features.Recovery;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Live;
using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSessions.Tests.Stores;

/// <summary>A right password, or one that could not be looked at, costs its owner nothing.</summary>
[Trait("abuse", "A16")]
[Trait("abuse", "A40")]
public sealed class GivenBack
{
    private const string Email = "ann@example.org";
    private const string NewPassword = "purple monkey dishwasher";

    private static readonly App.Security.Guesser Stranger = App.Security.Guesser.OfPassword(EmailAddress.Parse(Email)!, null);

    private readonly Device known = SignInShortcuts.Device();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_right_password_whose_session_could_not_be_saved_is_no_wrong_one(DatabaseProvider provider)
    {
        FailingBackplane? backplane = null;
        await using var app = await TestApp.StartAsync(
            provider, replace: services => services.Replace<ISessionBackplane>(inner => backplane = new FailingBackplane(inner)));
        await app.SignUpAsync(Email, known);
        backplane!.FailAfter(0);

        await Assert.ThrowsAsync<TimeoutException>(() => app.SignInAsync(Email));

        Assert.Equal(0, Assert.Single(await app.TryCountsAsync()).Failures);
        Assert.IsType<SignInOutcome.NeedsApproval>(await app.SignInAsync(Email));
    }

    [Theory]
    [BothDatabases]
    public async Task A_try_that_is_given_back_makes_nobody_wait_anew(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var tries = app.Get<WrongTries>();
        for (var i = 0; i < 10; i++)
        {
            await tries.TakeAsync(Stranger, Ct);
        }

        var before = Assert.Single(await app.TryCountsAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var taken = await tries.TakeAsync(Stranger, Ct);
        Assert.IsType<TryOutcome.TooMany>(await tries.TakeAsync(Stranger, Ct));
        await tries.GiveBackAsync(Stranger, taken);

        Assert.Equal(before, Assert.Single(await app.TryCountsAsync()));
        Assert.IsType<TryOutcome.Taken>(await tries.TakeAsync(Stranger, Ct));
    }

    [Theory]
    [BothDatabases]
    public async Task A_recovery_has_the_wrong_passwords_of_its_own_device_forgotten_too(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var code = (await app.EnrolAsync(Email, known)).Codes[0].Reveal();
        for (var i = 0; i < 10; i++)
        {
            await app.TryAsync(Email, "wrong password", known);
        }

        Assert.True(Assert.IsType<SignInResult.TooManyTries>(await app.TryAsync(Email, SignInShortcuts.Password, known)).IsKnownDevice);
        Assert.IsType<RecoveryResult.SignedIn>(await app.Get<RecoveryService>().RecoverAsync(
            new() { Email = Email, Code = code, NewPassword = NewPassword, ConfirmNewPassword = NewPassword }, known, Ct));

        Assert.IsType<SignInResult.Decided>(await app.TryAsync(Email, NewPassword, known));
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_done_is_done_though_the_count_cannot_be_forgotten(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: services => services.AddSingleton<IDbContextFactory<AppDbContext>>(
            services => new InterceptedContexts(services, new NothingForgotten())));
        var current = await app.SignUpAsync(Email, known);

        var outcome = await app.Get<AccountService>().ChangePasswordAsync(current, SignInShortcuts.Password, NewPassword, Ct);

        Assert.IsType<Confirmation.Done>(outcome);
        Assert.IsType<SignInResult.Decided>(await app.TryAsync(Email, NewPassword, known));
    }

    // A database that goes away before each deletion of a count.
    private sealed class NothingForgotten : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            command.CommandText.StartsWith("DELETE FROM", StringComparison.Ordinal) && command.CommandText.Contains("limits", StringComparison.Ordinal)
                ? throw new TimeoutException()
                : new(result);
    }
}

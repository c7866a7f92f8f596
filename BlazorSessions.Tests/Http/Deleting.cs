using BlazorSessions.App.Data;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Http;

public sealed class Deleting
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A10")]
    public async Task Asked_for_on_a_device_known_for_long_everything_is_gone_at_once(DatabaseProvider provider)
    {
        await using var app = await StartAsync(provider);
        using var laptop = new Visitor(app, "ann@example.org");
        await laptop.SignUpAsync();
        await laptop.SubmitAsync("/account", "New recovery codes");
        using var bob = new Visitor(app);
        await bob.SignUpAsync();
        app.Clock.Advance(KnownDevice.NewFor);
        await laptop.SignInAsync();
        await bob.SignInAsync();
        using var phone = await laptop.LetInAsync();
        await phone.SubmitAsync("/dashboard", "Dismiss");

        var answer = await DeleteAsync(laptop);

        Assert.Contains("You were signed out. The account was deleted.", (await laptop.GetAsync(answer.Location!)).Text, StringComparison.Ordinal);
        Assert.False(await laptop.IsSignedInAsync());
        Assert.False(await phone.IsSignedInAsync());
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        Assert.Equal(1, await db.Users.CountAsync(Ct));
        Assert.Equal(10, await db.RecoveryCodes.CountAsync(Ct));
        Assert.Equal(1, await db.KnownDevices.CountAsync(Ct));
        Assert.Equal(0, await db.DismissedNotices.CountAsync(Ct));
        Assert.All(await db.LogEntries.Select(e => e.UserId).Concat(db.Sessions.Select(s => s.UserId)).ToListAsync(Ct), id => Assert.Equal(db.Users.Single().Id, id));
        Assert.Contains("Email or password is incorrect.", (await laptop.SignInAsync()).Text, StringComparison.Ordinal);
        Assert.True(await bob.IsSignedInAsync());
        using var again = new Visitor(app, "ann@example.org");
        Assert.Equal("/dashboard", (await again.SignUpAsync()).Location);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task Asked_for_on_a_new_device_it_waits_seven_days_and_is_then_carried_out(DatabaseProvider provider)
    {
        await using var app = await StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();

        var answer = await DeleteAsync(laptop);

        Assert.Contains("The deletion of the account was asked for.", (await laptop.GetAsync(answer.Location!)).Text, StringComparison.Ordinal);
        Assert.False(await laptop.IsSignedInAsync());
        app.Clock.Advance(KnownDevice.NewFor - TimeSpan.FromSeconds(1));
        await app.Get<Housekeeping>().TidyAsync(Ct);
        await laptop.SignInAsync();
        Assert.True(await laptop.IsSignedInAsync());

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("Email or password is incorrect.", (await laptop.OtherDevice().SignInAsync()).Text, StringComparison.Ordinal);
        await app.Get<Housekeeping>().TidyAsync(Ct);
        Assert.False(await laptop.IsSignedInAsync());
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Ct);
        Assert.False(await db.Users.AnyAsync(Ct) || await db.Sessions.AnyAsync(Ct) || await db.LogEntries.AnyAsync(Ct) || await db.TryCounts.AnyAsync(Ct));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task While_it_waits_every_page_says_so_and_whoever_is_signed_in_can_keep_the_account()
    {
        await using var app = await StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        await DeleteAsync(laptop);
        await laptop.SignInAsync();
        Assert.Contains(await laptop.NoticesAsync(), n => n.StartsWith("This account will be deleted on Friday, January 9, 2026", StringComparison.Ordinal));

        await laptop.PostAsync("", Visitor.FormOf((await laptop.GetAsync("/dashboard")).Html, "Keep account"));

        Assert.DoesNotContain(await laptop.NoticesAsync(), n => n.StartsWith("This account will be deleted", StringComparison.Ordinal));
        app.Clock.Advance(KnownDevice.NewFor);
        await app.Get<Housekeeping>().TidyAsync(Ct);
        Assert.Equal("/dashboard", (await laptop.SignInAsync()).Location);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task A_recovery_code_calls_it_off()
    {
        await using var app = await StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        await DeleteAsync(laptop);

        await laptop.RecoverAsync(codes[0], "purple monkey dishwasher");

        app.Clock.Advance(KnownDevice.NewFor);
        await app.Get<Housekeeping>().TidyAsync(Ct);
        Assert.Equal("/dashboard", (await laptop.SignInAsync("purple monkey dishwasher")).Location);
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task A_wrong_password_deletes_nothing()
    {
        await using var app = await StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();

        var answer = await laptop.SubmitAsync("/account?delete=true", "Delete for good", ("Password", "not my password"));

        Assert.Contains("That is not your password.", answer.Text, StringComparison.Ordinal);
        Assert.True(await laptop.IsSignedInAsync());
    }

    private static Task<TestApp> StartAsync(DatabaseProvider provider) =>
        TestApp.StartAsync(provider, replace: services => services.RemoveRounds());

    private static Task<Answer> DeleteAsync(Visitor visitor) =>
        visitor.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password));
}

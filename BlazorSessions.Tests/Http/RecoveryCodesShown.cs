using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class RecoveryCodesShown
{
    [Fact]
    public async Task Ten_right_after_sign_up_also_on_reload_and_never_again_once_they_are_saved()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var codes = await ann.RecoveryCodesAsync();
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(codes, await ann.RecoveryCodesAsync());
        Assert.DoesNotContain(codes[0], ann.Cookie("recovery-codes")!, StringComparison.Ordinal);

        var answer = await ann.SubmitAsync("/dashboard", "I have saved them");

        Assert.Equal("/dashboard", answer.Location);
        Assert.Empty(await ann.RecoveryCodesAsync());
    }

    [Fact]
    public async Task Ten_minutes_at_the_most()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(10, (await ann.RecoveryCodesAsync()).Count);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await ann.RecoveryCodesAsync());
    }

    [Fact]
    [Trait("abuse", "A27")]
    public async Task To_nobody_else_who_signs_in_with_that_browser()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var bob = new Visitor(app, "bob@example.org");
        await bob.SignUpAsync();
        await bob.SubmitAsync("/dashboard", "Sign out");
        using var ann = new Visitor(app, "ann@example.org");
        await ann.SignUpAsync();
        bob.Cookies.Add(app.Address, new System.Net.Cookie("recovery-codes", ann.Cookie("recovery-codes")));
        await bob.SignInAsync();

        Assert.Empty(await bob.RecoveryCodesAsync());
    }

    [Theory]
    [BothDatabases]
    public async Task New_ones_from_the_account_page_take_the_place_of_the_old(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var old = await ann.RecoveryCodesAsync();

        Assert.Equal("/account", (await ann.SubmitAsync("/account", "New recovery codes")).Location);

        var fresh = await ann.RecoveryCodesAsync("/account");
        Assert.Equal(10, fresh.Except(old).Count());
        Assert.Contains("You have 10 left.", (await ann.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.Equal("/dashboard", (await ann.OtherDevice().RecoverAsync(fresh[0], "purple monkey dishwasher")).Location);
    }

    [Fact]
    public async Task No_more_once_another_page_has_made_others()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = await laptop.LetInAsync();
        await phone.SubmitAsync("/account", "New recovery codes");
        Assert.Equal(10, (await phone.RecoveryCodesAsync()).Count);

        await laptop.SubmitAsync("/account", "New recovery codes");

        Assert.Empty(await phone.RecoveryCodesAsync());
        Assert.Equal(10, (await laptop.RecoveryCodesAsync()).Count);
    }
}

using System.Net;
using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>What wants a proof asks for the password once it was typed too long ago, and is done once it is typed again.</summary>
public sealed class Confirming
{
    [Theory]
    [BothDatabases]
    public async Task Signing_out_everywhere_else_with_an_old_proof_asks_and_then_does_it_under_a_new_token(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var (laptop, phone) = await TwoDevicesAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var before = laptop.Cookie("session")!;

        var asked = await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");

        Assert.Equal(HttpStatusCode.SeeOther, asked.Status);
        Assert.True(await phone.IsSignedInAsync());
        var dialog = (await laptop.GetAsync(asked.Location!)).Html.QuerySelector("dialog[open][aria-labelledby=confirm-title]")!;
        Assert.Contains("Confirm it's you", dialog.TextContent, StringComparison.Ordinal);

        Assert.Equal("/dashboard", (await laptop.SubmitAsync(asked.Location!, "Confirm", ("Password", Visitor.Password))).Location);

        Assert.False(await phone.IsSignedInAsync());
        Assert.True(await laptop.IsSignedInAsync());
        Assert.NotEqual(before, laptop.Cookie("session"));
        Assert.False(await Visitor.WithSession(app, before).IsSignedInAsync());
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task A_wrong_password_does_nothing_and_says_so()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var (laptop, phone) = await TwoDevicesAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var asked = await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");

        var again = await laptop.SubmitAsync(asked.Location!, "Confirm", ("Password", "not my password"));

        Assert.Contains("That is not your password.", (await laptop.GetAsync(again.Location!)).Text, StringComparison.Ordinal);
        Assert.True(await phone.IsSignedInAsync());
    }

    [Fact]
    [Trait("abuse", "A39")]
    public async Task New_recovery_codes_and_forgetting_a_device_ask_too()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var (laptop, _) = await TwoDevicesAsync(app);
        await laptop.SubmitAsync("/dashboard", "I have saved them");
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        var codes = await laptop.SubmitAsync("/account", "New recovery codes");
        Assert.Empty(await laptop.RecoveryCodesAsync("/account"));
        var forget = await laptop.SubmitAsync("/account", "Forget");
        Assert.Single((await laptop.GetAsync("/account")).Html.QuerySelectorAll("button[aria-label^=Forget]"));

        await laptop.SubmitAsync(forget.Location!, "Confirm", ("Password", Visitor.Password));
        Assert.Empty((await laptop.GetAsync("/account")).Html.QuerySelectorAll("button[aria-label^=Forget]"));
        await laptop.SubmitAsync(codes.Location!, "Confirm", ("Password", Visitor.Password));
        Assert.Equal(10, (await laptop.RecoveryCodesAsync("/account")).Count);
    }

    [Fact]
    [Trait("abuse", "A30")]
    public async Task A_database_that_goes_away_between_the_proof_and_the_act_leaves_the_browser_signed_in_and_asks_again()
    {
        FailingBackplane? database = null;
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, replace: services => services.Replace<ISessionBackplane>(inner => database = new(inner)));
        var (laptop, phone) = await TwoDevicesAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var asked = await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");

        database!.FailAfter(1);
        var again = await laptop.SubmitAsync(asked.Location!, "Confirm", ("Password", Visitor.Password));

        Assert.Contains("confirm=sign-out-everywhere-else", again.Location, StringComparison.Ordinal);
        Assert.True(await laptop.IsSignedInAsync());
        Assert.True(await phone.IsSignedInAsync());
        await laptop.SubmitAsync(again.Location!, "Confirm", ("Password", Visitor.Password));
        Assert.False(await phone.IsSignedInAsync());
    }

    [Fact]
    public async Task A_program_is_told_403_and_may_still_end_its_own_session()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var (laptop, phone) = await TwoDevicesAsync(app);
        var (own, other) = ((await app.SessionOfAsync(laptop)).Session, (await app.SessionOfAsync(phone)).Session);
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal((HttpStatusCode.Forbidden, ""), await DeleteAsync(laptop, $"{other}"));
        Assert.Equal((HttpStatusCode.Forbidden, ""), await DeleteAsync(laptop, $"{Guid.CreateVersion7()}"));
        Assert.True(await phone.IsSignedInAsync());
        Assert.Equal((HttpStatusCode.NoContent, ""), await DeleteAsync(laptop, $"{own}"));
    }

    [Theory]
    [InlineData("act", "nonsense")]
    [InlineData("id", "nonsense")]
    [InlineData("id", "00000000-0000-0000-0000-000000000000")]
    [Trait("abuse", "A28")]
    public async Task What_is_not_on_the_list_is_not_done(string field, string value)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var (laptop, phone) = await TwoDevicesAsync(app);
        var form = Visitor.FormOf(
            (await laptop.GetAsync("/dashboard?confirm=sign-out&id=x")).Html, "Confirm", ("Password", Visitor.Password));
        form.Fields[field] = value;

        Assert.Equal("/dashboard", (await laptop.PostAsync("/dashboard", form)).Location);
        Assert.True(await phone.IsSignedInAsync());
        Assert.True(await laptop.IsSignedInAsync());
    }

    private static async Task<(Visitor Laptop, Visitor Phone)> TwoDevicesAsync(TestApp app)
    {
        var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return (laptop, await laptop.LetInAsync());
    }

    private static async Task<(HttpStatusCode Status, string Body)> DeleteAsync(Visitor visitor, string id)
    {
        var answer = await visitor.DeleteSessionAsync(id);
        return (answer.Status, answer.Body);
    }
}

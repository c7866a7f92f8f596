using System.Net;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Devices;

namespace BlazorSessions.Tests.Http;

public sealed class Recovering
{
    private const string NewPassword = "purple monkey dishwasher";

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task With_the_password_just_proved_only_the_code_is_asked_and_the_password_stays(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();

        var page = (await phone.GetAsync("/signin/recovery")).Html;
        Assert.Empty(page.QuerySelectorAll("input[type=password], input[type=email]"));
        var answer = await phone.SubmitAsync("/signin/recovery", "Sign in", ("Recovery code", codes[0].ToLowerInvariant().Replace('-', ' ')));

        Assert.Equal((HttpStatusCode.Redirect, "/dashboard"), (answer.Status, answer.Location));
        Assert.True(await phone.IsSignedInAsync());
        Assert.False(await laptop.IsSignedInAsync());
        Assert.Equal("/signin/approval", (await laptop.SignInAsync()).Location);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task Without_it_the_code_is_the_proof_and_the_password_is_replaced(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        using var waiting = laptop.OtherDevice();
        await waiting.SignInAsync();
        using var phone = laptop.OtherDevice();

        Assert.Equal("/dashboard", (await phone.RecoverAsync(codes[9], NewPassword)).Location);

        Assert.False(await laptop.IsSignedInAsync());
        Assert.Contains("a recovery code", (await laptop.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.Contains("The sign-in was cancelled.", (await waiting.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        Assert.Contains("Email or password is incorrect.", (await laptop.SignInAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("/signin/approval", (await laptop.SignInAsync(NewPassword)).Location);
    }

    [Fact]
    [Trait("abuse", "A14")]
    public async Task A_code_is_good_once_and_a_wrong_one_says_the_same_as_one_of_nobody()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        var (anns, bobs) = (await ann.RecoveryCodesAsync(), await bob.RecoveryCodesAsync());
        await ann.OtherDevice().RecoverAsync(anns[0], NewPassword);

        using var stranger = new Visitor(app);
        string[] texts =
        [
            await ErrorAsync(ann.OtherDevice(), anns[0]), // used
            await ErrorAsync(ann.OtherDevice(), bobs[0]),
            await ErrorAsync(ann.OtherDevice(), "nonsense"),
            await ErrorAsync(stranger, anns[1]), // no such account
        ];

        Assert.All(texts, text => Assert.StartsWith("That recovery code is not right.", text, StringComparison.Ordinal));
        Assert.Single(texts.Distinct());
        Assert.True(await bob.IsSignedInAsync());
    }

    [Fact]
    public async Task A_proof_is_over_after_its_time_after_a_change_of_the_password_and_in_another_browser()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        Assert.True(await IsProvedAsync(phone));

        using var thief = laptop.OtherDevice();
        thief.Cookies.Add(app.Address, new Cookie("proof", phone.Cookie("proof")));
        Assert.False(await IsProvedAsync(thief));

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(await IsProvedAsync(phone));

        await phone.SignInAsync();
        Assert.True(await IsProvedAsync(phone));
        await laptop.SubmitAsync(
            "/account", "Change password",
            ("Current password", Visitor.Password), ("New password", NewPassword), ("Confirm new password", NewPassword));
        Assert.False(await IsProvedAsync(phone));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task A_former_code_undoes_for_seven_days_also_what_was_changed_days_after_the_codes(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: services => services.RemoveRounds());
        using var owner = new Visitor(app);
        await owner.SignUpAsync();
        var codes = await owner.RecoveryCodesAsync();
        await owner.SubmitAsync("/dashboard", "Sign out");
        app.Clock.Advance(TimeSpan.FromHours(1));
        using var thief = owner.OtherDevice();
        await thief.SignInAsync();
        await thief.SubmitAsync("/account", "New recovery codes");

        app.Clock.Advance(TimeSpan.FromDays(3));
        await thief.SignInAsync();
        await thief.SubmitAsync(
            "/account", "Change password",
            ("Current password", Visitor.Password), ("New password", "mine forever and ever"), ("Confirm new password", "mine forever and ever"));
        await thief.SubmitAsync("/account?delete=true", "Delete for good", ("Password", "mine forever and ever"));

        app.Clock.Advance(KnownDevice.NewFor - TimeSpan.FromSeconds(1));
        await app.Get<Housekeeping>().TidyAsync(TestContext.Current.CancellationToken);
        Assert.Equal("/dashboard", (await owner.RecoverAsync(codes[0], NewPassword)).Location);
        Assert.DoesNotContain("This account will be deleted on", (await owner.GetAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_password_leaves_the_code_good()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        await laptop.SubmitAsync("/account", "Save name", ("First name", "Zdzisława"), ("Last name", "Quixotopoulos"));
        using var phone = laptop.OtherDevice();

        Assert.Contains("too much like passwords", (await phone.RecoverAsync(codes[0], "password1")).Text, StringComparison.Ordinal);
        Assert.Contains("easy to guess from your name", (await phone.RecoverAsync(codes[0], "quixotopoulos1")).Text, StringComparison.Ordinal);
        Assert.Equal("/dashboard", (await phone.RecoverAsync(codes[0], NewPassword)).Location);
    }

    [Fact]
    public async Task Third_device_with_the_limit_reached_gets_in_by_a_code_as_the_page_says()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=1"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var codes = await laptop.RecoveryCodesAsync();
        using var phone = laptop.OtherDevice();

        var full = await phone.SignInAsync();

        Assert.Contains("Already 1 sessions active", full.Text, StringComparison.Ordinal);
        Assert.Contains(full.Html.QuerySelectorAll("a[href='/signin/recovery']"), a => a.TextContent == "Use a recovery code");
        Assert.Equal("/dashboard", (await phone.SubmitAsync("/signin/recovery", "Sign in", ("Recovery code", codes[0]))).Location);
    }

    private static async Task<bool> IsProvedAsync(Visitor visitor) =>
        (await visitor.GetAsync("/signin/recovery")).Html.QuerySelector("input[type=email]") is null;

    private static async Task<string> ErrorAsync(Visitor visitor, string code) =>
        (await visitor.RecoverAsync(code, NewPassword)).Html.QuerySelector("[role=alert]")!.TextContent;
}

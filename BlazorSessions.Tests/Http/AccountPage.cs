using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class AccountPage
{
    private const string NewPassword = "purple monkey dishwasher";

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A20")]
    public async Task A_name_is_saved_and_shown_or_refused_beside_its_field(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var saved = await ann.SubmitAsync("/account", "Save name", ("First name", " Änne "), ("Last name", "<b>O'Neill</b>"));
        Assert.Contains("Your name is saved.", (await ann.GetAsync(saved.Location!)).Text, StringComparison.Ordinal);
        Assert.Contains("Änne <b>O'Neill</b>", (await ann.GetAsync("/dashboard")).Text, StringComparison.Ordinal);

        var refused = await ann.SubmitAsync("/account", "Save name", ("First name", "Ann"), ("Last name", ""));
        Assert.Contains("Enter your last name.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Änne", (await ann.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A09")]
    [Trait("abuse", "A10")]
    public async Task A_new_password_ends_the_others_and_the_waiting_and_gives_a_new_token_here(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Sessions:MaxConcurrent=3"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = await laptop.LetInAsync();
        using var tablet = laptop.OtherDevice();
        await tablet.SignInAsync();
        var before = laptop.Cookie("session")!;

        var answer = await ChangeAsync(laptop, Visitor.Password, NewPassword);

        Assert.Contains("Your password is changed.", (await laptop.GetAsync(answer.Location!)).Text, StringComparison.Ordinal);
        Assert.False(await phone.IsSignedInAsync());
        Assert.Contains("The password was changed on another device.", (await phone.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.Contains("The sign-in was cancelled.", (await tablet.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        Assert.False(await Visitor.WithSession(app, before).IsSignedInAsync());
        Assert.True(await laptop.IsSignedInAsync());
        Assert.Contains("Email or password is incorrect.", (await phone.SignInAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("/signin/approval", (await phone.SignInAsync(NewPassword)).Location);
    }

    [Theory]
    [InlineData("not my password", NewPassword, NewPassword, "That is not your current password.")]
    [InlineData("", NewPassword, NewPassword, "Enter your current password.")]
    [InlineData(Visitor.Password, "short", "short", "Use at least 8 characters.")]
    [InlineData(Visitor.Password, "ann.lee.1", "ann.lee.1", "This is easy to guess from your name")]
    [InlineData(Visitor.Password, NewPassword, "another one", "The two passwords are not the same.")]
    [Trait("abuse", "A36")]
    [Trait("abuse", "A39")]
    public async Task A_password_is_not_changed_and_the_reason_said(string current, string wanted, string again, string reason)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = await laptop.LetInAsync();

        var answer = await laptop.SubmitAsync(
            "/account", "Change password", ("Current password", current), ("New password", wanted), ("Confirm new password", again));

        Assert.Contains(reason, answer.Text, StringComparison.Ordinal);
        Assert.True(await phone.IsSignedInAsync());
    }

    [Theory]
    [InlineData("/account?done=password")]
    [InlineData("/account?delete=x%0Ay")]
    [Trait("abuse", "A22")]
    public async Task No_link_from_elsewhere_has_it_say_what_did_not_happen(string link)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var page = await ann.GetAsync(link);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Your password is changed.", page.Text, StringComparison.Ordinal);
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task What_was_saved_is_said_once()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        await ChangeAsync(ann, Visitor.Password, NewPassword);

        Assert.Contains("Your password is changed.", (await ann.GetAsync("/account")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Your password is changed.", (await ann.GetAsync("/account")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_a_session_sees_or_changes_anything()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var nobody = new Visitor(app);

        Assert.Equal("/signin?returnUrl=%2Faccount", (await nobody.GetAsync("/account")).Location);
        var token = Visitor.FormOf((await nobody.GetAsync("/signin")).Html, "Sign in").Fields["__RequestVerificationToken"];
        string[] paths = ["/account", "/account/recovery-codes", "/account/keep", "/account/forget-device", "/confirm", "/notices/dismiss", "/recovery-codes/saved"];
        foreach (var path in paths)
        {
            var answer = await nobody.PostAsync("", (path, new() { ["__RequestVerificationToken"] = token }));
            Assert.Equal("/signin", answer.Location);
        }
    }

    private static Task<Answer> ChangeAsync(Visitor visitor, string current, string wanted) => visitor.SubmitAsync(
        "/account", "Change password", ("Current password", current), ("New password", wanted), ("Confirm new password", wanted));
}

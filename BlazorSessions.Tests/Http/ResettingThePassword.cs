using System.Net;
using BlazorSessions.App.Settings;
using static BlazorSessions.Tests.Support.Refused;

namespace BlazorSessions.Tests.Http;

/// <summary>The link by which the operator lets somebody set the password anew: good for an hour and for once, and no way in.</summary>
public sealed class ResettingThePassword
{
    private const string NewPassword = "purple monkey dishwasher";
    private const string IsSet = "The new password is set.";

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task It_replaces_the_password_and_cancels_what_waits_but_the_next_sign_in_still_needs_a_yes(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var approved = laptop.OtherDevice();
        await approved.SignInAsync();
        await laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", await approved.CodeAsync()));
        using var waiting = laptop.OtherDevice();
        await waiting.SignInAsync();
        using var phone = laptop.OtherDevice();

        var answer = await phone.SetPasswordAsync(await app.ResetLinkAsync(laptop), NewPassword);

        Assert.Equal((HttpStatusCode.Redirect, "/signin"), (answer.Status, answer.Location));
        Assert.All(["session", "waiting", "proof"], name => Assert.Null(phone.Cookie(name)));
        Assert.Contains(IsSet, (await phone.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(IsSet, (await phone.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.True(await laptop.IsSignedInAsync());
        foreach (var asked in new[] { approved, waiting })
        {
            Assert.Equal("/signin/approval", (await CollectAsync(asked)).Location);
            Assert.Contains("The sign-in was cancelled.", (await asked.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        }

        Assert.Contains("Email or password is incorrect.", (await phone.SignInAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("/signin/approval", (await phone.SignInAsync(NewPassword)).Location);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A39")]
    public async Task Both_are_told_on_every_device_and_in_the_log_of_the_server(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        await app.ResetLinkAsync(laptop);
        var link = await app.ResetLinkAsync(laptop);
        using var phone = laptop.OtherDevice(userAgent: "curl/8");
        await phone.SetPasswordAsync(link, NewPassword);

        var notices = await laptop.NoticesAsync();

        Assert.Equal(2, notices.Count);
        Assert.StartsWith("A new password was set by a link from whoever runs this site: curl, 127.0.0.1.", notices[0], StringComparison.Ordinal);
        Assert.Contains("sign in with a recovery code", notices[0], StringComparison.Ordinal);
        Assert.StartsWith("Whoever runs this site has made a link by which your password can be set anew, 2 times.", notices[1], StringComparison.Ordinal);
        Assert.Contains("If you did not ask for it", notices[1], StringComparison.Ordinal);
        Assert.Equal(
            [("ResetOffered", "Operator", "-"), ("ResetOffered", "Operator", "-"), ("PasswordReset", "curl", "127.0.0.1")],
            app.Log.Security.Where(l => l.Name.Contains("Reset", StringComparison.Ordinal)).Select(l => (l.Name, l.Device, l.Address)));
    }

    [Fact]
    public async Task Whoever_is_signed_in_stays_so_and_reads_on_the_dashboard_that_it_is_done()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();

        Assert.Equal("/signin", (await laptop.SetPasswordAsync(await app.ResetLinkAsync(laptop), NewPassword)).Location);

        Assert.Equal("/dashboard", (await laptop.GetAsync("/signin")).Location);
        Assert.Contains(IsSet, (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        await laptop.SubmitAsync("/dashboard", "Sign out");
        Assert.Equal("/dashboard", (await laptop.SignInAsync(NewPassword)).Location);
    }

    [Fact]
    [Trait("abuse", "A16")]
    public async Task A_device_that_had_guessed_too_often_gets_in_with_the_new_password()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Lockout:FreeTries=2"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var link = await app.ResetLinkAsync(laptop);
        await laptop.SubmitAsync("/dashboard", "Sign out");
        for (var i = 0; i < 3; i++)
        {
            await laptop.SignInAsync("forgotten");
        }

        MustBeTooMany(await laptop.SignInAsync());
        await laptop.SetPasswordAsync(link, NewPassword);

        Assert.Equal("/dashboard", (await laptop.SignInAsync(NewPassword)).Location);
    }

    [Fact]
    public async Task The_link_is_in_nothing_that_the_page_sends_on_or_that_is_kept_of_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var link = await app.ResetLinkAsync(laptop);
        using var stranger = new Visitor(app);

        foreach (var visitor in new[] { laptop, stranger })
        {
            var page = await visitor.GetAsync(link);
            Assert.Contains("Set password", page.Text, StringComparison.Ordinal);
            Assert.Equal(link, Visitor.FormOf(page.Html, "Set password").Action); // where it goes back to, and nowhere else
            Assert.Equal(2, page.Body.Split(link.Split('=')[1]).Length);
            Assert.Equal("strict-origin", page.Header("Referrer-Policy"));
            Assert.Contains("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
        }
    }

    // The form is no longer on the page, but may still be in another tab.
    private static async Task<Answer> CollectAsync(Visitor asked)
    {
        var token = (await asked.GetAsync("/signin")).Token;
        return await asked.PostAsync("", ("/signin/approval/collect", new() { ["__RequestVerificationToken"] = token }));
    }
}

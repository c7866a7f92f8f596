using System.Net;
using BlazorSessions.App.Features.PasswordReset;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using static BlazorSessions.Tests.Support.Refused;

namespace BlazorSessions.Tests.Http;

/// <summary>The link by which the operator lets somebody set the password anew: good for an hour and for once, and no way in.</summary>
public sealed class ResettingThePassword
{
    private const string NewPassword = "purple monkey dishwasher";
    private const string IsSet = "The new password is set.";
    private const string IsOver = "This link is not good any more";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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

        var answer = await SetAsync(phone, await app.ResetLinkAsync(laptop));

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
        await SetAsync(phone, link);

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

    [Theory]
    [BothDatabases]
    public async Task A_link_that_is_wrong_used_replaced_or_over_says_the_same_and_costs_no_hash(DatabaseProvider provider)
    {
        using var argon2 = new HeldArgon2();
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits], services =>
        {
            services.RemoveRounds();
            argon2.AddTo(services);
        });
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        using var bob = new Visitor(app);
        await bob.SignUpAsync();
        var used = await app.ResetLinkAsync(ann);
        await SetAsync(ann.OtherDevice(), used);
        var replaced = await app.ResetLinkAsync(ann);
        var last = await app.ResetLinkAsync(ann);
        var bobs = await app.ResetLinkAsync(bob);
        using var phone = ann.OtherDevice();
        var form = Visitor.FormOf((await phone.GetAsync(last)).Html, "Set password", ("New password", NewPassword), ("Confirm new password", NewPassword));
        await bob.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password));
        Assert.Contains("Set a new password", (await bob.GetAsync(bobs)).Text, StringComparison.Ordinal); // it can still be called off
        app.Clock.Advance(User.ResetLifetime);
        var hashes = argon2.Begun;

        string[] links = [used, replaced, last, PasswordResetService.Path, $"{PasswordResetService.Path}?token=nonsense", LinkOf(OpaqueToken.Issue())];
        var texts = new List<string>();
        foreach (var link in links)
        {
            using var stranger = new Visitor(app);
            texts.Add((await stranger.GetAsync(link)).Html.QuerySelector("main")!.InnerHtml);
            Assert.Equal(PasswordResetService.Path, (await phone.PostAsync("", (link, form.Fields))).Location);
        }

        Assert.Contains(IsOver, Assert.Single(texts.Distinct()), StringComparison.Ordinal);
        Assert.Contains("href=\"/signin\"", texts[0], StringComparison.Ordinal);
        Assert.Contains("href=\"/signin/recovery\"", texts[0], StringComparison.Ordinal);
        Assert.Equal(hashes, argon2.Begun);
        Assert.Equal("/dashboard", (await ann.SignInAsync(NewPassword)).Location); // the one that was set by the first
    }

    [Theory]
    [BothDatabases]
    public async Task No_link_is_good_for_an_account_that_is_to_be_gone(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, [TestApp.NoLimits], services => services.RemoveRounds());
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var current = await app.SessionOfAsync(ann);
        await ann.SubmitAsync("/account?delete=true", "Delete for good", ("Password", Visitor.Password));
        app.Clock.Advance(KnownDevice.NewFor - TimeSpan.FromMinutes(1));
        var link = await app.ResetLinkAsync(current.User);
        Assert.DoesNotContain(IsOver, (await ann.GetAsync(link)).Text, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains(IsOver, (await ann.GetAsync(link)).Text, StringComparison.Ordinal);
        Assert.Null(await app.Get<PasswordResetService>().OfferAsync(current.User, Ct));
    }

    [Theory]
    [InlineData("short", "short", "New password", "Use at least 8 characters.")]
    [InlineData("password1", "password1", "New password", "This is too much like passwords")]
    [InlineData("quixotopoulos1", "quixotopoulos1", "New password", "This is easy to guess from your name")]
    [InlineData(NewPassword, "another one", "Confirm new password", "The two passwords are not the same.")]
    [Trait("abuse", "A36")]
    public async Task A_refused_password_leaves_the_link_good_and_the_reason_is_for_its_holder_alone(string wanted, string again, string beside, string reason)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        await ann.SubmitAsync("/account", "Save name", ("First name", "Zdzisława"), ("Last name", "Quixotopoulos"));
        var link = await app.ResetLinkAsync(ann);
        using var phone = ann.OtherDevice();

        var refused = await SetAsync(phone, link, wanted, again);

        Assert.StartsWith(reason, refused.Html.ErrorBeside(beside), StringComparison.Ordinal);
        var form = Visitor.FormOf(refused.Html, "Set password", ("New password", wanted), ("Confirm new password", again));
        Assert.Equal(PasswordResetService.Path, (await phone.PostAsync("", (LinkOf(OpaqueToken.Issue()), form.Fields))).Location);
        Assert.Equal("/signin", (await SetAsync(phone, link)).Location);
    }

    [Fact]
    public async Task Whoever_is_signed_in_stays_so_and_reads_on_the_dashboard_that_it_is_done()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();

        Assert.Equal("/signin", (await SetAsync(laptop, await app.ResetLinkAsync(laptop))).Location);

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
        await SetAsync(laptop, link);

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

    [Fact]
    [Trait("abuse", "A17")]
    public async Task Forms_are_limited_by_address_as_those_of_a_recovery_are()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["RateLimits:Recoveries=2"]);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        var link = await app.ResetLinkAsync(laptop);
        using var phone = laptop.OtherDevice();
        await SetAsync(phone, link, "short", "short");
        await SetAsync(phone, link, "short", "short");

        MustBeTooMany(await SetAsync(phone, link));
    }

    private static Task<Answer> SetAsync(Visitor visitor, string link, string password = NewPassword, string? again = null) => visitor.SubmitAsync(
        link, "Set password", ("New password", password), ("Confirm new password", again ?? password));

    // The form is no longer on the page, but may still be in another tab.
    private static async Task<Answer> CollectAsync(Visitor asked)
    {
        var token = (await asked.GetAsync("/signin")).Token;
        return await asked.PostAsync("", ("/signin/approval/collect", new() { ["__RequestVerificationToken"] = token }));
    }

    private static string LinkOf(OpaqueToken token) => $"{PasswordResetService.Path}?token={token.Reveal()}";
}

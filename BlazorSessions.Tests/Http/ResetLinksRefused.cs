using BlazorSessions.App.Features.PasswordReset;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Devices;
using BlazorSessions.Domain.Secrets;
using static BlazorSessions.Tests.Support.Refused;

namespace BlazorSessions.Tests.Http;

/// <summary>When a link of the operator, or what was filled in behind it, is refused.</summary>
public sealed class ResetLinksRefused
{
    private const string NewPassword = "purple monkey dishwasher";
    private const string IsOver = "This link is not good any more";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

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
        await ann.OtherDevice().SetPasswordAsync(used, NewPassword);
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

        var refused = await phone.SetPasswordAsync(link, wanted, again);

        Assert.StartsWith(reason, refused.Html.ErrorBeside(beside), StringComparison.Ordinal);
        var form = Visitor.FormOf(refused.Html, "Set password", ("New password", wanted), ("Confirm new password", again));
        Assert.Equal(PasswordResetService.Path, (await phone.PostAsync("", (LinkOf(OpaqueToken.Issue()), form.Fields))).Location);
        Assert.Equal("/signin", (await phone.SetPasswordAsync(link, NewPassword)).Location);
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
        await phone.SetPasswordAsync(link, "short");
        await phone.SetPasswordAsync(link, "short");

        MustBeTooMany(await phone.SetPasswordAsync(link, NewPassword));
    }

    private static string LinkOf(OpaqueToken token) => $"{PasswordResetService.Path}?token={token.Reveal()}";
}

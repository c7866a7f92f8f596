using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class SigningIn
{
    private const string Wrong = "Email or password is incorrect.";

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A09")]
    [Trait("abuse", "A10")]
    public async Task The_same_browser_gets_in_again_and_its_former_token_is_dead(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var former = ann.Cookie("session")!;
        ann.ForgetSession();

        var answer = await ann.SignInAsync();

        Assert.Equal("/dashboard", answer.Location);
        Assert.NotEqual(former, ann.Cookie("session"));
        using var thief = Visitor.WithSession(app, former);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/session")).Status);
    }

    [Theory]
    [InlineData("", "", "Enter your email address.")]
    [InlineData("ann@example.org", "", "Enter your password.")]
    [InlineData("not an address", "whatever", Wrong)]
    public async Task What_is_missing_is_said(string email, string password, string message)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app, email);

        Assert.Contains(message, (await ann.SignInAsync(password)).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("abuse", "A04")]
    public async Task Whoever_denies_one_is_offered_to_change_the_password_at_once()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        using var thief = ann.OtherDevice(userAgent: "curl/8");
        await thief.SignInAsync();

        var denied = await ann.SubmitAsync("/dashboard", "This wasn't me");

        var offer = (await ann.GetAsync(denied.Location!)).Html.QuerySelectorAll("[role=status]")
            .Single(part => part.TextContent.Contains("curl was not let in: the sign-in was denied.", StringComparison.Ordinal));
        Assert.Contains("If that was not you, somebody knows your password: change it.", offer.TextContent, StringComparison.Ordinal);
        Assert.Equal("/account", offer.QuerySelector("a")!.GetAttribute("href"));
        Assert.NotNull((await ann.GetAsync("/account")).Html.LabelledBy("New password"));
    }

    [Fact]
    public async Task An_address_is_trimmed_and_compared_without_case()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app, "ann@example.org");
        await ann.SignUpAsync();
        using var phone = new Visitor(app, " ANN@example.ORG ");

        Assert.Equal("/signin/approval", (await phone.SignInAsync()).Location);
    }

    [Theory]
    [Trait("abuse", "A26")]
    [InlineData("/dashboard?before=x", "/dashboard?before=x")]
    [InlineData("//evil.example/x", "/dashboard")]
    [InlineData("/\\evil.example", "/dashboard")]
    [InlineData("\\\\evil.example", "/dashboard")]
    [InlineData("https:evil.example", "/dashboard")]
    [InlineData("https://evil.example/", "/dashboard")]
    [InlineData("javascript:alert(1)", "/dashboard")]
    [InlineData("/\t/evil.example", "/dashboard")]
    [InlineData("/%09/evil.example", "/%09/evil.example")]
    [InlineData("//user@evil.example", "/dashboard")]
    [InlineData("/é", "/dashboard")]
    [InlineData("/a b", "/dashboard")]
    [InlineData("", "/dashboard")]
    [Trait("abuse", "A26")]
    public async Task Only_a_local_path_is_followed_afterwards(string returnUrl, string location)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        ann.ForgetSession();

        var answer = await ann.SignInAsync(page: "/signin?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal(location, answer.Location);
        Assert.Equal(app.Address.Authority, answer.Response.Headers.Location!.IsAbsoluteUri ? answer.Response.Headers.Location.Authority : app.Address.Authority);
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_sent_to_the_dashboard_and_everybody_else_to_sign_in()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        Assert.Equal("/signin", (await ann.GetAsync("/")).Location);
        Assert.Equal("/signin", (await ann.GetAsync("/dashboard")).Location);
        Assert.Equal("/signin?returnUrl=%2Fdashboard%3Fbefore%3Dx", (await ann.GetAsync("/dashboard?before=x")).Location);
        Assert.Equal("/signin", (await ann.GetAsync("/signin/approval")).Location);

        await ann.SignUpAsync();

        Assert.Equal("/dashboard", (await ann.GetAsync("/")).Location);
        Assert.Equal("/dashboard", (await ann.GetAsync("/signin")).Location);
        Assert.Equal("/dashboard", (await ann.GetAsync("/signup")).Location);
        Assert.Equal("/dashboard", (await ann.GetAsync("/signin/approval")).Location);
    }

    [Fact]
    public async Task A_password_hashed_with_less_than_the_settings_ask_is_hashed_anew()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.Sqlite);
        await using (var before = await TestApp.StartAsync(place))
        {
            await before.SignUpAsync("ann@example.org");
        }

        await using var after = await TestApp.StartAsync(place, ["PasswordHashing:Iterations=3"]);
        await after.AskAsync("ann@example.org");

        await using var locked = await after.Get<App.Sessions.SessionRegistry>().LockAsync(
            (await after.AskAsync("ann@example.org")).Approval.UserId, TestContext.Current.CancellationToken);
        Assert.Contains("t=3", locked!.User.PasswordHash, StringComparison.Ordinal);
    }
}

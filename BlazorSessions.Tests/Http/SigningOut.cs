using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class SigningOut
{
    [Theory]
    [BothDatabases]
    [Trait("abuse", "A10")]
    public async Task Ends_the_session_and_a_kept_cookie_opens_nothing_and_is_told_why(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var kept = ann.Cookie("session")!;

        var answer = await ann.SubmitAsync("/dashboard", "Sign out");

        Assert.Equal((HttpStatusCode.SeeOther, "/signin"), (answer.Status, answer.Location));
        Assert.Null(ann.Cookie("session"));
        using var thief = Visitor.WithSession(app, kept);
        Assert.False(await thief.IsSignedInAsync());
        Assert.Equal("/signin", (await thief.GetAsync("/dashboard")).Location);
        Assert.Contains("You were signed out. You signed out in this browser.", (await thief.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("You were signed out", (await thief.GetAsync("/signin")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A10")]
    public async Task Time_ends_a_session_to_the_second_unless_it_is_used(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Sessions:IdleTimeout=00:10:00", "Sessions:AbsoluteLifetime=00:25:00"]);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.True(await ann.IsSignedInAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.True(await ann.IsSignedInAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(6) + TimeSpan.FromSeconds(1));

        Assert.False(await ann.IsSignedInAsync());
        Assert.Contains("longest lifetime", (await ann.GetAsync("/signin")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unused_session_ends_and_says_that_nobody_used_it()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        app.Clock.Advance(TimeSpan.FromMinutes(60));

        Assert.False(await ann.IsSignedInAsync());
        Assert.Contains("Nobody used this session for a while.", (await ann.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.Equal("/dashboard", (await ann.SignInAsync()).Location);
    }

    [Fact]
    public async Task Asking_for_a_style_sheet_is_no_use_of_a_session()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/app.css")).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(await ann.IsSignedInAsync());
    }

    [Theory]
    [InlineData("/dashboard")]
    [InlineData("/account")]
    [InlineData("/account?delete=true")]
    [InlineData("/nowhere")]
    public async Task On_every_page_of_a_signed_in_browser_is_the_way_out(string path)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        Assert.Equal("/signin", (await ann.SubmitAsync(path, "Sign out")).Location);
        Assert.False(await ann.IsSignedInAsync());
    }
}

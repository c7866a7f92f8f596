using System.Net;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class Antiforgery
{
    [Theory]
    [InlineData("POST", "/signup")]
    [InlineData("POST", "/signin")]
    [InlineData("POST", "/signout")]
    [InlineData("POST", "/signin/approval/collect")]
    [InlineData("POST", "/signin/approval/cancel")]
    [InlineData("POST", "/signin/approval/approve")]
    [InlineData("POST", "/signin/approval/deny")]
    [InlineData("DELETE", "/api/sessions/0198c0de-0000-7000-8000-000000000000")]
    [InlineData("PUT", "/dashboard")]
    [InlineData("PATCH", "/nowhere")]
    [Trait("abuse", "A22")]
    public async Task No_unsafe_request_passes_without_a_token_that_fits(string method, string path)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var bare = await ann.SendAsync(new(new(method), path));
        using var forged = new HttpRequestMessage(new(method), path);
        forged.Headers.Add("RequestVerificationToken", "CfDJ8nonsense");
        var withNonsense = await ann.SendAsync(forged);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (bare.Status, withNonsense.Status));
        Assert.True(await ann.IsSignedInAsync());
    }

    [Fact]
    [Trait("abuse", "A22")]
    public async Task A_token_of_another_user_does_not_fit()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        var bobs = Visitor.FormOf((await bob.GetAsync("/dashboard")).Html, "Sign out");

        Assert.Equal(HttpStatusCode.BadRequest, (await ann.PostAsync("/dashboard", bobs)).Status);
        Assert.True(await ann.IsSignedInAsync());
    }

    [Fact]
    [Trait("abuse", "A22")]
    public async Task A_form_that_another_tab_made_stale_is_told_so_with_a_way_on()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var stale = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in", ("Email", ann.Email), ("Password", Visitor.Password));
        await ann.SignUpAsync();

        var answer = await ann.PostAsync("/signin", stale);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("This form is out of date.", answer.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Html.QuerySelector("a[href='/']"));
    }

    [Fact]
    public async Task The_header_carries_the_token_as_well_as_the_form()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var form = Visitor.FormOf((await ann.GetAsync("/dashboard")).Html, "Sign out");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signout");
        request.Headers.Add("RequestVerificationToken", form.Fields["__RequestVerificationToken"]);

        Assert.Equal(HttpStatusCode.SeeOther, (await ann.SendAsync(request)).Status);
        Assert.False(await ann.IsSignedInAsync());
    }
}

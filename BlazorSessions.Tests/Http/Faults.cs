using System.Net;
using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class Faults
{
    [Fact]
    [Trait("abuse", "A30")]
    public async Task Without_its_database_it_lives_but_is_not_ready_and_says_503_and_never_401()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var app = await TestApp.StartAsync(place);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/health/ready")).Status);

        await place.DropDatabaseAsync();

        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ann.GetAsync("/health/ready")).Status);
        var api = await ann.GetAsync("/api/session");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), (api.Status, api.Body));
        Assert.NotNull(api.Response.Headers.RetryAfter);
        var page = await ann.GetAsync("/dashboard");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Contains("The database cannot be reached.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(ann.Cookie("session"));
    }

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A30")]
    public async Task A_sign_out_that_the_database_does_not_take_is_said_to_have_failed_and_can_be_tried_again(DatabaseProvider provider)
    {
        FailingBackplane? database = null;
        await using var app = await TestApp.StartAsync(provider, replace: services =>
        {
            services.RemoveRounds();
            services.Replace<ISessionBackplane>(inner => database = new(inner));
        });
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        var before = await Snapshot.TakeAsync(app);

        database!.FailAfter(0);
        var answer = await laptop.SubmitAsync("/dashboard", "Sign out");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal(before, await Snapshot.TakeAsync(app));
        Assert.True(await laptop.IsSignedInAsync());
        Assert.Equal("/signin", (await laptop.SubmitAsync("/dashboard", "Sign out")).Location);
        Assert.False(await laptop.IsSignedInAsync());
        Assert.Contains("No device is left to approve.", (await phone.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("abuse", "A38")]
    public async Task A_page_that_is_not_there_says_so_and_a_program_gets_the_status_alone()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var page = await ann.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("There is no such page", page.Text, StringComparison.Ordinal);
        var api = await ann.GetAsync("/api/nowhere");
        Assert.Equal((HttpStatusCode.NotFound, ""), (api.Status, api.Body));
    }

    [Theory]
    [InlineData("/signin", HttpStatusCode.OK)]
    [InlineData("/app.css", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/api/session", HttpStatusCode.Unauthorized)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task HEAD_is_answered_as_GET_without_a_body(string path, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var monitor = new Visitor(app);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        var answer = await monitor.SendAsync(request);

        Assert.Equal((status, ""), (answer.Status, answer.Body));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task The_live_script_is_really_there()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var script = (await ann.GetAsync("/signin")).Html.Scripts.Select(s => s.Source!).Single(s => s.Contains("blazor.web", StringComparison.Ordinal));

        Assert.True((await ann.GetAsync("/" + script)).Body.Length > 50_000);
    }
}

using System.Net;
using AngleSharp.Html.Dom;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class SigningOutElsewhere
{
    [Theory]
    [BothDatabases]
    [Trait("abuse", "A10")]
    public async Task A_program_ends_another_session_of_its_user_and_the_old_cookie_is_told_why(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        var (laptop, phone) = await TwoDevicesAsync(app);

        var answer = await laptop.DeleteSessionAsync(await IdOfAsync(phone));

        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.Status, answer.Body));
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await StatusAndBodyAsync(phone, "/api/session"));
        Assert.Equal("/signin", (await phone.GetAsync("/dashboard")).Location);
        Assert.Contains(
            "You were signed out. It was done from another of your devices.", (await phone.GetAsync("/signin")).Text, StringComparison.Ordinal);
        Assert.True(await laptop.IsSignedInAsync());
    }

    [Fact]
    public async Task Ending_what_is_over_is_no_fault_and_ending_oneself_is_signing_out()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var (laptop, phone) = await TwoDevicesAsync(app);
        var (first, second) = (await IdOfAsync(laptop), await IdOfAsync(phone));

        Assert.Equal(HttpStatusCode.NoContent, (await laptop.DeleteSessionAsync(second)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await laptop.DeleteSessionAsync(second)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await laptop.DeleteSessionAsync(first)).Status);

        Assert.False(await laptop.IsSignedInAsync());
    }

    [Fact]
    [Trait("abuse", "A27")]
    public async Task Another_users_session_an_unknown_id_and_nonsense_are_all_the_same_404()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();

        string[] ids = [await IdOfAsync(bob), Guid.CreateVersion7().ToString(), "nonsense"];
        foreach (var id in ids)
        {
            var answer = await ann.DeleteSessionAsync(id);
            Assert.Equal((HttpStatusCode.NotFound, ""), (answer.Status, answer.Body));
        }

        Assert.True(await bob.IsSignedInAsync());
    }

    [Fact]
    [Trait("abuse", "A22")]
    public async Task Nobody_ends_anything_without_a_token_or_without_a_session()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var (laptop, phone) = await TwoDevicesAsync(app);
        var id = await IdOfAsync(phone);

        using var bare = new HttpRequestMessage(HttpMethod.Delete, $"/api/sessions/{id}");
        Assert.Equal(HttpStatusCode.BadRequest, (await laptop.SendAsync(bare)).Status);
        using var stranger = new Visitor(app);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.DeleteSessionAsync(id, tokenFrom: "/signin")).Status);

        Assert.True(await phone.IsSignedInAsync());
    }

    [Fact]
    public async Task Without_a_circuit_the_buttons_of_the_log_are_plain_forms()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        var (laptop, phone) = await TwoDevicesAsync(app);
        var page = (await laptop.GetAsync("/dashboard")).Html;
        var button = (IHtmlButtonElement)page.QuerySelector("button[aria-label='Sign out Unknown device']")!;
        Assert.Equal("Sign out", button.TextContent);

        var form = button.Form!;
        var fields = form.QuerySelectorAll("input").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        fields.Add(button.Name!, button.Value!);
        var answer = await laptop.PostAsync("/dashboard", (form.GetAttribute("action")!, fields));

        Assert.Equal((HttpStatusCode.SeeOther, "/dashboard"), (answer.Status, answer.Location));
        Assert.False(await phone.IsSignedInAsync());
    }

    [Fact]
    public async Task Everywhere_else_ends_the_other_devices_and_the_one_that_waits()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=3"]);
        var (laptop, phone) = await TwoDevicesAsync(app);
        using var tablet = laptop.OtherDevice();
        await tablet.SignInAsync();

        await laptop.SubmitAsync("/dashboard", "Sign out everywhere else");

        Assert.False(await phone.IsSignedInAsync());
        Assert.Contains("The sign-in was cancelled.", (await tablet.GetAsync("/signin/approval")).Text, StringComparison.Ordinal);
        Assert.True(await laptop.IsSignedInAsync());
    }

    private static async Task<(Visitor Laptop, Visitor Phone)> TwoDevicesAsync(TestApp app)
    {
        var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        return (laptop, await laptop.LetInAsync());
    }

    private static async Task<string> IdOfAsync(Visitor visitor)
    {
        using var json = System.Text.Json.JsonDocument.Parse((await visitor.GetAsync("/api/session")).Body);
        return json.RootElement.GetProperty("session").GetProperty("id").GetString()!;
    }

    private static async Task<(HttpStatusCode Status, string Body)> StatusAndBodyAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        return (answer.Status, answer.Body);
    }
}

using System.Net;
using System.Text.Json;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Secrets;

namespace BlazorSessions.Tests.Http;

/// <summary>What belongs to another user is answered as what is not there.</summary>
[Trait("abuse", "A27")]
public sealed class OtherPeople : IAsyncLifetime
{
    private TestApp app = null!;
    private Visitor ann = null!;
    private Visitor bob = null!;
    private Visitor bobsPhone = null!;
    private string bobs = "";

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: Replacing.RemoveRounds);
        ann = new Visitor(app);
        await ann.SignUpAsync();
        bob = new Visitor(app, userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await bob.SignUpAsync();
        bobsPhone = bob.OtherDevice();
        await bobsPhone.SignInAsync();
        bobs = $"{(await app.SessionOfAsync(bob)).Session}";
    }

    public async ValueTask DisposeAsync()
    {
        ann.Dispose();
        bob.Dispose();
        bobsPhone.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("/dashboard?details={0}")]
    [InlineData("/dashboard?decided={0}")]
    [InlineData("/dashboard?confirm=sign-out&id={0}")]
    [InlineData("/api/sessions?status=active")]
    [InlineData("/api/sessions/export?format=csv")]
    [InlineData("/api/sessions/export?format=json")]
    [InlineData("/account")]
    public async Task Nothing_of_it_is_read(string path)
    {
        var waiting = Visitor.FormOf((await bob.GetAsync("/dashboard")).Html, "Approve").Fields["request"];

        foreach (var id in new[] { bobs, waiting })
        {
            var answer = await ann.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.DoesNotContain("Firefox", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(bob.Email, answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cursor_of_another_user_brings_only_ones_own_rows()
    {
        await ann.SubmitAsync("/dashboard", "Sign out");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await ann.SignInAsync();
        using var page = JsonDocument.Parse((await bob.GetAsync("/api/sessions?limit=1")).Body);
        var cursor = page.RootElement.GetProperty("next").GetString();

        foreach (var path in new[] { $"/api/sessions?before={cursor}", $"/dashboard?before={cursor}" })
        {
            Assert.DoesNotContain("Firefox", (await ann.GetAsync(path)).Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/signout/other", "session")]
    [InlineData("/signin/approval/approve", "request")]
    [InlineData("/signin/approval/deny", "request")]
    [InlineData("/account/forget-device", "device")]
    public async Task Nothing_of_it_is_ended_approved_or_forgotten_and_the_answer_is_that_for_an_unknown_id(string path, string field)
    {
        var form = Visitor.FormOf((await ann.GetAsync("/dashboard")).Html, "Sign out").Fields;
        form["code"] = await bobsPhone.CodeAsync();
        var waiting = Visitor.FormOf((await bob.GetAsync("/dashboard")).Html, "Approve").Fields["request"];
        string[] values = field == "device" ? [OpaqueToken.Parse(bob.Cookie("device"))!.Hash().Value] : [bobs, waiting];
        var before = await Snapshot.TakeAsync(app);

        foreach (var value in values)
        {
            var foreign = await ann.PostAsync("", (path, new(form) { [field] = value }));
            var unknown = $"{Guid.CreateVersion7()}";
            var nobodys = await ann.PostAsync("", (path, new(form) { [field] = unknown }));

            Assert.Equal(nobodys.Status, foreign.Status);
            Assert.Equal(nobodys.Location?.Replace(unknown, "", StringComparison.Ordinal), foreign.Location?.Replace(value, "", StringComparison.Ordinal));
        }

        Assert.Equal(before, await Snapshot.TakeAsync(app));
        Assert.True(await bob.IsSignedInAsync());
    }

    [Fact]
    public async Task A_password_typed_again_ends_nobody_elses_session()
    {
        var page = await ann.GetAsync($"/dashboard?confirm=sign-out&id={bobs}");

        var answer = await ann.PostAsync("", Visitor.FormOf(page.Html, "Confirm", ("Password", Visitor.Password)));

        Assert.Equal("/dashboard", answer.Location);
        Assert.DoesNotContain("was signed out", (await ann.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
        Assert.True(await bob.IsSignedInAsync());
    }
}

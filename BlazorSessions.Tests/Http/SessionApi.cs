using System.Net;
using System.Text.Json;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class SessionApi
{
    [Fact]
    public async Task Without_a_session_it_says_401_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var nobody = new Visitor(app);

        foreach (var path in new[] { "/api/session", "/api/sessions" })
        {
            var answer = await nobody.GetAsync(path);
            Assert.Equal((HttpStatusCode.Unauthorized, null, ""), (answer.Status, answer.Location, answer.Body));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task One_s_own_session_has_the_shape_of_the_contract(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var root = JsonDocument.Parse((await ann.GetAsync("/api/session")).Body).RootElement;

        Assert.Equal(["user", "session"], Names(root));
        Assert.Equal(["id", "email", "name"], Names(root.GetProperty("user")));
        var session = root.GetProperty("session");
        Assert.Equal(["id", "createdAt", "lastSeenAt", "idleExpiresAt", "absoluteExpiresAt", "device", "ipAddress"], Names(session));
        Assert.Equal((ann.Email, "Ann Lee"), (root.GetProperty("user").GetProperty("email").GetString(), root.GetProperty("user").GetProperty("name").GetString()));
        Assert.Equal(app.Clock.GetUtcNow(), session.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Equal(app.Clock.GetUtcNow().AddHours(1), session.GetProperty("idleExpiresAt").GetDateTimeOffset());
        Assert.Equal(app.Clock.GetUtcNow().AddHours(12), session.GetProperty("absoluteExpiresAt").GetDateTimeOffset());
        Assert.Equal("127.0.0.1", session.GetProperty("ipAddress").GetString());
    }

    [Theory]
    [BothDatabases]
    public async Task The_log_pages_by_cursor_and_filters_by_status(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, ["Sessions:MaxConcurrent=1"]);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        await ann.SubmitAsync("/dashboard", "Sign out");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await ann.SignInAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();

        Assert.Equal(["refused", "active", "signed-out"], (await ItemsAsync(ann, "")).Select(Status));
        Assert.Equal(["active"], (await ItemsAsync(ann, "?status=active")).Select(Status));
        Assert.Equal(["signed-out"], (await ItemsAsync(ann, "?status=ended")).Select(Status));

        var first = JsonDocument.Parse((await ann.GetAsync("/api/sessions?limit=2")).Body).RootElement;
        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        var rest = JsonDocument.Parse((await ann.GetAsync($"/api/sessions?limit=2&before={first.GetProperty("next").GetString()}")).Body).RootElement;
        Assert.Equal("signed-out", Status(Assert.Single(rest.GetProperty("items").EnumerateArray())));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_row_tells_its_end_and_which_one_is_this_device_and_null_for_times_that_never_were()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=1"]);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var phone = ann.OtherDevice();
        await phone.SignInAsync();

        var rows = await ItemsAsync(ann, "");

        Assert.Equal([false, true], rows.Select(r => r.GetProperty("current").GetBoolean()));
        Assert.Equal(app.Clock.GetUtcNow(), rows[0].GetProperty("endedAt").GetDateTimeOffset());
        Assert.All(["lastSeenAt", "idleExpiresAt", "absoluteExpiresAt"], n => Assert.Equal(JsonValueKind.Null, rows[0].GetProperty(n).ValueKind));
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("endedAt").ValueKind);
    }

    [Theory]
    [InlineData("?status=nonsense")]
    [InlineData("?status=")]
    [InlineData("?before=nonsense")]
    [InlineData("?before=")]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=-1")]
    [InlineData("?limit=many")]
    [InlineData("?limit=99999999999999999999")]
    public async Task A_wrong_question_is_answered_400(string query)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await ann.GetAsync("/api/sessions" + query)).Status);
    }

    [Fact]
    [Trait("abuse", "A27")]
    public async Task Nobody_sees_the_sessions_of_another()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, ["Sessions:MaxConcurrent=1"]);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        await bob.OtherDevice().SignInAsync();
        var bobsCursor = JsonDocument.Parse((await bob.GetAsync("/api/sessions?limit=1")).Body).RootElement.GetProperty("next").GetString();

        Assert.Single(await ItemsAsync(ann, ""));
        var own = (await ItemsAsync(ann, "")).Select(r => r.GetProperty("id").GetGuid());
        var byBobsCursor = (await ItemsAsync(ann, $"?before={bobsCursor}")).Select(r => r.GetProperty("id").GetGuid());
        Assert.All(byBobsCursor, id => Assert.Contains(id, own));
    }

    private static async Task<List<JsonElement>> ItemsAsync(Visitor visitor, string query) =>
        [.. JsonDocument.Parse((await visitor.GetAsync("/api/sessions" + query)).Body).RootElement.GetProperty("items").EnumerateArray()];

    private static string Status(JsonElement row) => row.GetProperty("status").GetString()!;

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}

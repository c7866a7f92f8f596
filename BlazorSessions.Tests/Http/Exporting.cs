using System.Net;
using System.Text.Json;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class Exporting
{
    private const string Csv = "/api/sessions/export?format=csv";
    private const string Json = "/api/sessions/export?format=json";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_session_there_is_none_and_another_format_is_answered_400()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        Assert.Equal((HttpStatusCode.Unauthorized, ""), await StatusAndBodyAsync(ann, Csv));
        await ann.SignUpAsync();

        foreach (var query in new[] { "", "?format=", "?format=xml", "?format=CSV", "?format=csv&format=json" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await ann.GetAsync("/api/sessions/export" + query)).Status);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Both_files_have_the_whole_log_newest_first_however_long_it_is(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);
        using var bob = new Visitor(app);
        await ann.SignUpAsync();
        await bob.SignUpAsync();
        var current = await app.SessionOfAsync(ann);
        var refused = await app.AddRefusedAsync(current.User, 5_000);
        var ids = refused.Select(s => $"{s.Id}").Prepend($"{current.Session}").ToList();

        var csv = (await ann.GetAsync(Csv)).Body.Split("\r\n");
        Assert.Equal("id,createdAt,lastSeenAt,idleExpiresAt,absoluteExpiresAt,device,ipAddress,status,endedAt,current,userAgent", csv[0]);
        Assert.Equal("", csv[^1]);
        Assert.Equal(ids, csv[1..^1].Select(line => line[..36]));
        var json = JsonDocument.Parse((await ann.GetAsync(Json)).Body).RootElement.EnumerateArray().ToList();
        Assert.Equal(ids, json.Select(item => item.GetProperty("id").GetString()));
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task It_is_a_download_with_the_day_in_its_name_and_stays_in_no_cache()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        foreach (var (path, type, name) in new[]
        {
            (Csv, "text/csv; charset=utf-8", "session-log-2026-01-02.csv"), (Json, "application/json; charset=utf-8", "session-log-2026-01-02.json"),
        })
        {
            var response = (await ann.GetAsync(path)).Response;
            Assert.Equal(type, $"{response.Content.Headers.ContentType}");
            Assert.Equal($"attachment; filename={name}", $"{response.Content.Headers.ContentDisposition}");
            Assert.True(response.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task A_row_says_the_same_in_both_as_in_the_API()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var item = JsonDocument.Parse((await ann.GetAsync("/api/sessions")).Body).RootElement.GetProperty("items").GetRawText();
        Assert.Equal(item, (await ann.GetAsync(Json)).Body);
        var id = $"{(await app.SessionOfAsync(ann)).Session}";
        Assert.Equal(
            $"{id},2026-01-02T03:04:05Z,2026-01-02T03:04:05Z,2026-01-02T04:04:05Z,2026-01-02T15:04:05Z,Unknown device,127.0.0.1,active,,true,",
            (await ann.GetAsync(Csv)).Body.Split("\r\n")[1]);
    }

    [Theory]
    [BothDatabases]
    public async Task Hostile_user_agents_stay_text(DatabaseProvider provider)
    {
        string[] hostile = ["=HYPERLINK(\"http://evil.example\",\"Chrome\")", "@SUM(1+1)*cmd|' /C calc'!A0", "\"\r\n=1+1", "a,b;=c", "Ünï\u202e😀", "-"];
        await using var app = await TestApp.StartAsync(provider);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        await app.AddRefusedAsync((await app.SessionOfAsync(ann)).User, hostile.Length, row => hostile[row - 1]);

        var lines = (await ann.GetAsync(Csv)).Body.Split("\r\n");

        Assert.Equal(
            ["\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"Chrome\"\")\"", "'@SUM(1+1)*cmd|' /C calc'!A0", "\"'\"\"=1+1\"", "\"a,b;=c\"", "Ünï😀", "'-"],
            lines[2..^1].Select(line => line[(line.IndexOf(",false,", StringComparison.Ordinal) + ",false,".Length)..]));
        Assert.Equal(hostile.Length + 1, JsonDocument.Parse((await ann.GetAsync(Json)).Body).RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData(Csv)]
    [InlineData(Json)]
    public async Task A_browser_that_goes_away_midway_is_no_fault(string path)
    {
        var read = new GatedRead(of: "\"AskedAt\" <=");
        var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: read.AddTo);
        await using (app)
        {
            using var ann = new Visitor(app);
            await ann.SignUpAsync();
            await app.AddRefusedAsync((await app.SessionOfAsync(ann)).User, 5_000);
            read.Gate.Arm();
            using var client = new HttpClient();
            client.DefaultRequestHeaders.Add("Cookie", $"session={ann.Cookie("session")}");

            var response = await client.GetAsync(new Uri(app.Address, path), HttpCompletionOption.ResponseHeadersRead, Ct);
            await read.Gate.Reached;
            response.Dispose();
        }

        Assert.Empty(app.Log.Errors); // it has stopped, and waited for the request
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_before_anything_is_sent()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var app = await TestApp.StartAsync(place);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        await place.DropDatabaseAsync();

        var answer = await ann.GetAsync(Csv);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), (answer.Status, answer.Body));
        Assert.Null(answer.Response.Content.Headers.ContentDisposition);
    }

    private static async Task<(HttpStatusCode, string)> StatusAndBodyAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        return (answer.Status, answer.Body);
    }
}

using BlazorSessions.App.Data;
using BlazorSessions.App.Settings;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.Tests.Http;

/// <summary>What is not there: accounts that nobody made, ways in from other sites, data in scripts, a choice between two values.</summary>
public sealed class NothingMore
{
    [Fact]
    public async Task No_account_is_there_before_somebody_makes_one()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        await using var db = await app.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.False(await db.Users.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_site_is_allowed_nothing_and_a_callback_is_not_called()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var plain = (await ann.GetAsync("/api/session")).Body;

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Options })
        {
            using var request = new HttpRequestMessage(method, "/api/session?callback=steal&jsonp=steal");
            request.Headers.Add("Origin", "https://evil.example");
            request.Headers.Add("Access-Control-Request-Method", "DELETE");
            var answer = await ann.SendAsync(request);

            Assert.DoesNotContain(answer.Response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("steal", answer.Body, StringComparison.Ordinal);
            Assert.True(method == HttpMethod.Options || answer.Body == plain);
        }
    }

    [Fact]
    public async Task Every_script_and_style_comes_from_here_and_is_the_same_for_everybody()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        using var stranger = new Visitor(app);

        var page = (await ann.GetAsync("/dashboard")).Html;
        var files = page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!)
            .Concat(page.QuerySelectorAll("link[href]").Select(link => link.GetAttribute("href")!)).ToList();

        Assert.True(files.Count > 5);
        foreach (var file in files)
        {
            Assert.False(Uri.TryCreate(file, UriKind.Absolute, out var elsewhere) && !elsewhere.IsFile, file);
            Assert.Equal((await stranger.GetAsync("/" + file.TrimStart('/'))).Body, (await ann.GetAsync("/" + file.TrimStart('/'))).Body);
        }
    }

    [Theory]
    [InlineData("code", "{0}", "000000")]
    [InlineData("code", "000000", "{0}")]
    public async Task A_field_that_comes_twice_is_not_chosen_from(string field, string first, string second)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        var code = await phone.CodeAsync();
        var form = Visitor.FormOf((await laptop.GetAsync("/dashboard")).Html, "Approve");
        form.Fields.Remove(field);
        var twice = new[] { first, second }.Select(value => KeyValuePair.Create(field, value.Replace("{0}", code, StringComparison.Ordinal)));

        using var request = new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent([.. form.Fields, .. twice]) };
        await laptop.SendAsync(request);

        Assert.Equal("/signin/approval", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.DoesNotContain("tries left", (await laptop.GetAsync("/dashboard")).Text, StringComparison.Ordinal);
    }
}

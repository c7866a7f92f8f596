using System.Net;
using BlazorSessions.App.Settings;
using Chosen = BlazorSessions.App.Languages;

namespace BlazorSessions.Tests.Languages;

/// <summary>Which language a browser gets.</summary>
public sealed class Choosing
{
    [Fact]
    public void A_language_is_there_when_a_folder_of_its_name_has_its_words()
    {
        var folder = Directory.CreateTempSubdirectory("languages-");
        try
        {
            Add("de/BlazorSessions.App.resources.dll");
            Add("fr/Another.resources.dll");
            Add("deep/nl/BlazorSessions.App.resources.dll");

            Assert.Equal(["en", "de"], Chosen.In(folder.FullName).Select(language => language.Name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Add(string file)
        {
            var path = Path.Combine(folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }
    }

    [Fact]
    public async Task Without_words_in_a_language_the_words_are_English_and_the_dates_its_own()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        app.Clock.SetUtcNow(new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero));
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var page = (await OpenAsync(ann, "/account", "de-AT, de;q=0.9, en;q=0.5")).Html;

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Your account", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("6. Mai 2026", page.QuerySelector("time")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("tlh")]
    [InlineData("xx-YY-zz")]
    [InlineData("../../etc, en;q=0.1")]
    [InlineData("de;q=nonsense, <script>")]
    [InlineData("i-default, zh-Hans-CN-u-ca-chinese, ar-SA, th-TH")]
    public async Task Whatever_a_browser_says_of_its_languages_it_gets_the_page(string header)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        foreach (var languages in new[] { header, string.Join(',', Enumerable.Repeat(header, 500)) })
        {
            var answer = await OpenAsync(ann, "/account", languages);

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal("en", answer.Html.DocumentElement.GetAttribute("lang"));
            Assert.Equal("2026-01-02T03:04:05Z", answer.Html.QuerySelector("time")!.GetAttribute("datetime"));
        }

        Assert.Empty(app.Log.Errors);
    }

    private static async Task<Answer> OpenAsync(Visitor visitor, string path, string languages)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", languages);
        return await visitor.SendAsync(request);
    }
}

using BlazorSessions.App.Security;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>Every place that goes on to where a request says: nothing takes a browser to another site.</summary>
[Trait("abuse", "A26")]
public sealed class LocalPaths
{
    private static readonly string[] Elsewhere =
    [
        "//evil.example", "///evil.example", "////evil.example/x", "/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\\/evil.example",
        "https:evil.example", "https:/evil.example", "https://evil.example/", "HTTPS://evil.example", "http://127.0.0.1@evil.example", "//user@evil.example",
        "//user:secret@evil.example", "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example", "\u00a0//evil.example",
        "\u3000//evil.example", "/\u2044evil.example", "//evil\u3002example", "/\uff0fevil.example", "/\0/evil.example", "javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "evil.example", "%2f%2fevil.example", "?//evil.example", "#//evil.example", ".", "..//evil.example", "/\u202e/evil", "/dashboard\r\nSet-Cookie: a=b",
    ];

    [Fact]
    public void Whatever_might_lead_elsewhere_is_replaced() =>
        Assert.All(Elsewhere.Append("").Append("/" + new string('x', 2_000)), url => Assert.Equal("/dashboard", LocalUrl.OrElse(url, "/dashboard")));

    [Theory]
    [InlineData("/")]
    [InlineData("/account?x=//evil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("/@evil.example")]
    public void A_path_that_a_browser_asks_of_this_site_is_left_as_it_is(string path)
    {
        Assert.Equal(path, LocalUrl.OrElse(path, "/dashboard"));
        Assert.Equal("here.example", new Uri(new Uri("https://here.example/signin"), path).Host);
    }

    [Fact]
    public async Task No_form_and_no_link_takes_a_browser_elsewhere()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var token = Visitor.FormOf((await ann.GetAsync("/account")).Html, "Sign out").Fields["__RequestVerificationToken"];

        foreach (var url in Elsewhere)
        {
            Assert.Equal("/dashboard", (await ann.GetAsync("/signin?returnUrl=" + Uri.EscapeDataString(url))).Location);
            foreach (var path in (string[])["/recovery-codes/saved", "/notices/dismiss"])
            {
                Dictionary<string, string> fields = new() { ["__RequestVerificationToken"] = token, ["page"] = url, ["number"] = "1" };
                var refused = url.Contains('\0', StringComparison.Ordinal); // no such form is read
                Assert.Equal((path, refused ? null : "/dashboard"), (path, (await ann.PostAsync(path, (path, fields))).Location));
            }
        }
    }

    [Fact]
    public async Task A_form_that_names_two_places_goes_to_neither()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        Assert.Equal("/dashboard", (await ann.GetAsync("/signin?returnUrl=//evil.example&returnUrl=/account")).Location);
    }
}

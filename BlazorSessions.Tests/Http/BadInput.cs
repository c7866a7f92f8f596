using System.Net;
using System.Text;
using System.Text.Json;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

[Trait("abuse", "A20")]
public sealed class BadInput
{
    private static readonly string[] Nasty =
    [
        "", " ", "\0", "a\0b", "\r\n", "<script>alert(1)</script>", "'; DROP TABLE users; --", "../../etc/passwd", "%00%ff", "😀", "\u202e",
        "\ufeff", "\ufffe", "\uffff", "\u0958", "{{7*7}}", "${jndi:ldap://x}", "=cmd|' /C calc'!A0", new string('x', 300), new string('é', 10_000),
    ];

    [Theory]
    [BothDatabases]
    [Trait("abuse", "A20")]
    public async Task No_text_in_any_field_makes_a_500(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();

        foreach (var text in Nasty)
        {
            using var ann = new Visitor(app);
            await MustNotFailAsync(ann.SubmitAsync(
                "/signup", "Create account",
                ("First name", text), ("Last name", text), ("Email", text + "@example.org"), ("Password", text + "12345678"), ("Confirm password", text + "12345678")));
            using var bob = new Visitor(app, text);
            await MustNotFailAsync(bob.SignInAsync(text));
            await MustNotFailAsync(laptop.SubmitAsync("/dashboard", "Approve", ("6-digit code", text)));
            await MustNotFailAsync(laptop.GetAsync("/dashboard?before=" + Uri.EscapeDataString(text[..Math.Min(text.Length, 2_000)])));
            await MustNotFailAsync(bob.GetAsync("/signin?ended=" + Uri.EscapeDataString(text[..Math.Min(text.Length, 2_000)])));
        }

        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData("application/json", "{\"a\":")]
    [InlineData("application/x-www-form-urlencoded", "%%%=&&&==%zz")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nnonsense")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("text/plain", "hello")]
    [InlineData("", "")]
    public async Task No_body_makes_a_500(string contentType, string body)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        var token = (await ann.GetAsync("/dashboard")).Token;

        foreach (var path in new[] { "/signin", "/signup", "/signin/approval/approve", "/signin/approval/collect", "/signin/approval/deny", "/signin/approval/cancel", "/signout" })
        {
            foreach (var withToken in new[] { false, true })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
                if (withToken)
                {
                    request.Headers.Add("RequestVerificationToken", token);
                }

                await MustNotFailAsync(ann.SendAsync(request));
            }
        }

        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData("300 letters", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\u202eb", false)]
    [InlineData("a\nb", false)]
    [InlineData("\ufffe", false)]
    [InlineData("\u0410nn", true)] // a Cyrillic letter that looks like A
    [InlineData("😀", true)]
    [InlineData("../..", true)]
    public async Task A_name_is_refused_beside_its_field_or_shown_as_it_was_typed(string name, bool isTaken)
    {
        name = name == "300 letters" ? new string('n', 300) : name;
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        var answer = await ann.SubmitAsync("/account", "Save name", ("First name", name), ("Last name", "Lee"));

        Assert.Equal(isTaken, (await ann.GetAsync("/dashboard")).Text.Contains($"{name} Lee", StringComparison.Ordinal));
        Assert.Equal(isTaken ? "/account" : null, answer.Location);
        Assert.True(isTaken || answer.Status == HttpStatusCode.BadRequest || answer.Html.ErrorBeside("First name") is not null);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cookie_that_cannot_be_read_is_no_fault_of_the_program(string cookie)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        foreach (var name in HostileRequest.Cookies)
        {
            ann.Cookies.Add(app.Address, new Cookie(name, cookie));
        }

        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/signin")).Status);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("abuse", "A19")]
    [Trait("abuse", "A21")]
    [InlineData(null, "Unknown device")]
    [InlineData("<img src=x onerror=alert(1)>bot/1 ", "<img src=x onerror=alert(1)>bot/1 ")]
    [InlineData("curl/8\u202e gnp.exe", "curl/8 gnp.exe")]
    public async Task Whatever_a_device_says_of_itself_is_kept_cut_and_clean_and_shown_as_text(string? userAgent, string kept)
    {
        const int TenKilobytes = 10_000;
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // so that the stranger's row is the newest
        using var stranger = new Visitor(app);
        var form = Visitor.FormOf((await stranger.GetAsync("/signin")).Html, "Sign in", ("Email", ann.Email), ("Password", Visitor.Password));
        var said = userAgent?.Length > 30 ? string.Concat(Enumerable.Repeat(userAgent, TenKilobytes / userAgent.Length)) : userAgent;
        var request = new RawRequest(
            "POST", "/signin"u8.ToArray(),
            [("Cookie", Encoding.ASCII.GetBytes($"antiforgery={stranger.Cookie("antiforgery")}")), ("Content-Type", "application/x-www-form-urlencoded"u8.ToArray()),
                .. said is null ? [] : new[] { ("User-Agent", Encoding.UTF8.GetBytes(said)) }],
            HostileBody.Urlencoded(form.Fields.Select(f => HostileBody.Field.Of(f.Key, f.Value))));

        Assert.Equal(302, (await request.SendAsync(app.Address, TestContext.Current.CancellationToken)).Status);

        var items = JsonDocument.Parse((await ann.GetAsync("/api/sessions")).Body).RootElement.GetProperty("items");
        var page = (await ann.GetAsync($"/dashboard?details={items[0].GetProperty("id").GetString()}")).Html;
        Assert.Null(page.QuerySelector("[onerror], img[src=x]"));
        Assert.Contains(kept, page.QuerySelector("table[data-log]")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("table[data-log]")!.TextContent.Length < 3_000);
        Assert.Contains(page.QuerySelectorAll("dialog"), d => d.TextContent.Contains("6-digit code", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.All, line => line.Any(char.IsControl));
    }

    [Fact]
    [Trait("abuse", "A20")]
    [Trait("abuse", "A25")]
    public async Task What_a_person_calls_himself_is_shown_as_text()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SubmitAsync(
            "/signup", "Create account",
            ("First name", "<img src=x onerror=alert(1)>"), ("Last name", "\"'>"), ("Email", ann.Email),
            ("Password", Visitor.Password), ("Confirm password", Visitor.Password));

        var page = await ann.GetAsync("/dashboard");

        Assert.Contains("<img src=x onerror=alert(1)> \"'>", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("img[src=x]"));
    }

    private static async Task MustNotFailAsync(Task<Answer> asked) => Assert.True((await asked).Status < HttpStatusCode.InternalServerError);
}

using System.Net;
using System.Text;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

public sealed class BadInput
{
    private static readonly string[] Nasty =
    [
        "", " ", "\0", "a\0b", "\r\n", "<script>alert(1)</script>", "'; DROP TABLE users; --", "../../etc/passwd", "%00%ff", "😀", "\u202e",
        "\ufeff", "\ufffe", "\uffff", "\u0958", "{{7*7}}", "${jndi:ldap://x}", "=cmd|' /C calc'!A0", new string('x', 300), new string('é', 100_000),
    ];

    [Theory]
    [BothDatabases]
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
        var token = Visitor.FormOf((await ann.GetAsync("/dashboard")).Html, "Sign out").Fields["__RequestVerificationToken"];

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

    [Fact]
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

using System.Net;
using System.Text;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>Bodies that no form of ours makes.</summary>
[Trait("abuse", "A17")]
public sealed class LargeBodies
{
    private const int KiB = 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(70 * KiB, true)]
    [InlineData(70 * KiB, false)]
    [InlineData(1024 * KiB, true)]
    [InlineData(1024 * KiB, false)]
    public async Task A_browser_that_posts_a_megabyte_reads_that_it_is_too_long(int length, bool saysHowLong)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var answer = await PostAsync(ann, length, saysHowLong);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Contains("That is too long.", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/signin")).Status);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_far_longer_is_cut_off(bool saysHowLong)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(ann, 5 * 1024 * KiB, saysHowLong)).Status);
        }
        catch (HttpRequestException)
        {
            // The connection was closed while it was still sending.
        }

        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync("/signin")).Status);
        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    [Trait("abuse", "A29")]
    public async Task Beside_the_socket_itself_nothing_of_the_circuit_may_be_longer()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        var answer = await ann.PostAsync("", ("/_blazor/disconnect", new() { ["circuitId"] = new string('x', 70 * KiB) }));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_form_can_be_at_the_longest_is_read_however_it_is_sent(bool saysHowLong)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);

        Assert.Contains("Email or password is incorrect.", (await PostAsync(ann, 60 * KiB, saysHowLong)).Text, StringComparison.Ordinal);
        Assert.Contains("Email or password is incorrect.", (await PostAsync(ann, 10, saysHowLong)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_more_fields_than_any_of_ours_is_refused()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        var form = Visitor.FormOf((await ann.GetAsync("/signin")).Html, "Sign in", ("Email", ann.Email), ("Password", "not the password"));
        for (var i = 0; i < 100; i++)
        {
            form.Fields[$"More[{i}]"] = "";
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await ann.PostAsync("/signin", form)).Status);
        Assert.Empty(app.Log.Errors);
    }

    private static async Task<Answer> PostAsync(Visitor visitor, int passwordLength, bool saysHowLong)
    {
        var (_, fields) = Visitor.FormOf(
            (await visitor.GetAsync("/signin")).Html, "Sign in", ("Email", visitor.Email), ("Password", new string('x', passwordLength)));
        var body = Encoding.ASCII.GetBytes(await new FormUrlEncodedContent(fields).ReadAsStringAsync(Ct));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.TransferEncodingChunked = !saysHowLong;
        return await visitor.SendAsync(request);
    }
}

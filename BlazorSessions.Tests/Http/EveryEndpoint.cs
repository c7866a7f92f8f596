using System.Net;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using Microsoft.AspNetCore.Routing;

namespace BlazorSessions.Tests.Http;

/// <summary>A walk over all that the application answers to, so that what is added later is looked at too.</summary>
[Trait("abuse", "A22")]
public sealed class EveryEndpoint
{
    private static readonly string[] WithoutToken = ["/_blazor", "/csp-report"]; // the one is guarded otherwise, the other changes nothing

    // All that a link could say to any page.
    private const string Everything =
        "confirm=sign-out-everywhere-else&act=sign-out-everywhere-else&delete=true&unreadable=true&again=1&wrong=true&format=csv&limit=5"
        + "&status=active&before=x&q=x&ended=x&returnUrl=%2Fsignout&page=%2Fdashboard&code=123456&password=correct%20horse%20battery";

    [Theory]
    [BothDatabases]
    public async Task No_GET_changes_anything_whoever_sends_it(DatabaseProvider provider)
    {
        await using var app = await TestApp.StartAsync(provider, replace: Replacing.RemoveRounds);
        using var laptop = new Visitor(app);
        await laptop.SignUpAsync();
        using var phone = laptop.OtherDevice();
        await phone.SignInAsync();
        using var stranger = new Visitor(app);
        var waiting = Visitor.FormOf((await laptop.GetAsync("/dashboard")).Html, "Approve").Fields["request"];
        var query = $"?{Everything}&id={waiting}&request={waiting}&decided={waiting}&details={waiting}&session={waiting}";
        var before = await Snapshot.TakeAsync(app);

        foreach (var path in PathsOf(app, method: null, waiting))
        {
            foreach (var visitor in new[] { laptop, phone, stranger })
            {
                foreach (var asked in new[] { path, path + query })
                {
                    Assert.True((await visitor.GetAsync(asked)).Status < HttpStatusCode.InternalServerError, asked);
                }
            }

            Assert.True(before.SequenceEqual(await Snapshot.TakeAsync(app)), $"{path} has changed something.");
        }

        Assert.True(await laptop.IsSignedInAsync());
        Assert.Equal("/signin/approval", (await phone.SubmitAsync("/signin/approval", "Check again")).Location);
        Assert.Empty(app.Log.Errors);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Nothing_unsafe_passes_without_a_token_with_an_older_one_with_another_users_or_from_another_site(string method)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: Replacing.RemoveRounds);
        using var ann = new Visitor(app);
        var older = await TokenAsync(ann, "/signin");
        await ann.SignUpAsync();
        using var bob = new Visitor(app);
        await bob.SignUpAsync();
        var bobs = await TokenAsync(bob, "/dashboard");
        var own = await TokenAsync(ann, "/dashboard");
        using var elsewhere = Visitor.WithSession(app, ann.Cookie("session")!); // as if the browser had sent it along, and no other cookie
        var id = $"{(await app.SessionOfAsync(ann)).Session}";
        var before = await Snapshot.TakeAsync(app);

        foreach (var path in PathsOf(app, method, id).Where(path => !WithoutToken.Any(path.StartsWith)))
        {
            Answer[] answers =
            [
                await SendAsync(ann, method, path, token: null),
                await SendAsync(ann, method, path, older),
                await SendAsync(ann, method, path, bobs),
                await SendAsync(elsewhere, method, path, own, origin: "https://evil.example"),
            ];
            Assert.All(answers, answer => Assert.Equal((path, HttpStatusCode.BadRequest), (path, answer.Status)));
        }

        Assert.Equal(before, await Snapshot.TakeAsync(app));
        Assert.True(await ann.IsSignedInAsync());
    }

    // Each path once: those of one method, or all but files. A path that none has is asked for too.
    private static IEnumerable<string> PathsOf(TestApp app, string? method, string id) =>
        from endpoint in app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id}", id, StringComparison.Ordinal)
        where method is not null || !(path.StartsWith("/_blazor", StringComparison.Ordinal) || endpoint.Metadata.GetMetadata<NeedsNoSession>() is not null)
        where method is null || endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true || path.Contains('{', StringComparison.Ordinal)
        group path by path.Contains('{', StringComparison.Ordinal) ? "/nowhere" : path into same
        select same.Key;

    private static async Task<string> TokenAsync(Visitor visitor, string page) => (await visitor.GetAsync(page)).Token;

    private static async Task<Answer> SendAsync(Visitor visitor, string method, string path, string? token, string? origin = null)
    {
        var fields = new Dictionary<string, string> { ["code"] = "123456", ["password"] = Visitor.Password, ["act"] = "sign-out-everywhere-else" };
        if (token is not null)
        {
            fields["__RequestVerificationToken"] = token;
        }

        using var request = new HttpRequestMessage(new(method), path) { Content = new FormUrlEncodedContent(fields) };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        }

        return await visitor.SendAsync(request);
    }
}

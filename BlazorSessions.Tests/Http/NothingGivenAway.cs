using System.Net;
using BlazorSessions.App.Data;
using BlazorSessions.App.Live;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>Whatever goes wrong, and whatever is asked for, nobody learns how the program is made, where it stands or who uses it.</summary>
[Trait("abuse", "A38")]
public sealed class NothingGivenAway
{
    private const string Inside = "the inside of the program";

    private static readonly string[] Telltales =
        [Inside, "Exception", "   at ", ".cs:line", "System.", "Microsoft", "AspNetCore", "Kestrel", "Npgsql", "Sqlite", "Data Source", "/tmp/", "bin/Release"];

    private static readonly string[] Paths =
    [
        "/.git/config", "/.git/HEAD", "/.env", "/appsettings.json", "/appsettings.Development.json", "/web.config", "/keys",
        "/data/blazorsessions.db", "/BlazorSessions.App.dll", "/BlazorSessions.App.deps.json",
        "/BlazorSessions.App.staticwebassets.endpoints.json", "/App.razor", "/Server.cs", "/app.css.bak", "/app.css~",
        "/page.js.map", "/_framework/", "/_framework/blazor.web.js.map", "/_content/", "/_framework/debug", "/swagger",
        "/openapi/v1.json", "/metrics", "/health", "/admin", "/%2e%2e/appsettings.json", "/..%2fappsettings.json",
        "/%5c..%5cappsettings.json", "/_framework/..%2f..%2fappsettings.json", "/signin%00.css", "//evil.example/",
        "/signin;jsessionid=1", "/%ff%fe",
    ];

    private static readonly string[] Served = ["/dashboard", "/api/session", "/app.css", "/_blazor", "/nowhere"];

    private static readonly string[] Methods = ["TRACE", "TRACK", "OPTIONS", "PROPFIND", "DEBUG", "NONSENSE"];

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_fault_is_told_as_one_and_nothing_of_the_inside(string environment)
    {
        await using var app = await TestApp.StartAsync(
            DatabaseProvider.Sqlite, [$"environment={environment}"], services => services.Replace<ISessionBackplane>(_ => new Broken()));
        using var ann = new Visitor(app);

        var page = await ann.SignUpAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Something went wrong.", page.Text, StringComparison.Ordinal);
        TellsNothing(page, ann.Email);
        Assert.Contains(app.Log.Errors, line => line.Contains(Inside, StringComparison.Ordinal)); // the operator is told
    }

    [Fact]
    public async Task Neither_does_a_database_that_is_away()
    {
        await using var place = await TestPlace.CreateAsync(DatabaseProvider.PostgreSql);
        await using var app = await TestApp.StartAsync(place);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();
        await place.DropDatabaseAsync();

        foreach (var path in new[] { "/dashboard", "/signin", "/api/session", "/health/ready" })
        {
            var answer = await ann.GetAsync(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            TellsNothing(answer, ann.Email);
        }
    }

    [Theory]
    [InlineData("/health/live", "Healthy")]
    [InlineData("/health/ready", "Healthy")]
    public async Task A_health_endpoint_says_one_word(string path, string word)
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var anybody = new Visitor(app);

        Assert.Equal(word, (await anybody.GetAsync(path)).Body);
    }

    [Fact]
    public async Task There_is_nothing_beside_the_pages()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var scanner = new Visitor(app);

        foreach (var path in Paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(
                app.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            var answer = await scanner.SendAsync(request);
            Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{path}: {answer.Status}");
            TellsNothing(answer, scanner.Email);
        }

        Assert.Empty(app.Log.Errors);
    }

    [Fact]
    public async Task A_method_that_no_page_needs_is_refused_and_repeats_nothing()
    {
        await using var app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        using var ann = new Visitor(app);
        await ann.SignUpAsync();

        foreach (var (method, path) in Methods.SelectMany(method => Served.Select(path => (method, path))))
        {
            var answer = await ann.SendAsync(new(new(method), path));
            Assert.Equal((HttpStatusCode.MethodNotAllowed, ""), (answer.Status, answer.Body));
            Assert.Equal("DELETE, GET, HEAD, PATCH, POST, PUT", answer.Header("Allow"));
        }

        Assert.Empty(app.Log.Errors);
    }

    private static void TellsNothing(Answer answer, string email)
    {
        var sent = $"{answer.Response.Headers} {answer.Response.Content.Headers} {answer.Body}";
        Assert.All([.. Telltales, email], telltale => Assert.DoesNotContain(telltale, sent, StringComparison.Ordinal));
        Assert.Null(answer.Header("Server"));
    }

    // A fault of ours, where a database would have been.
    private sealed class Broken : ISessionBackplane
    {
        public Task EnlistAsync(AppDbContext db, IReadOnlyList<SessionSignal> signals, CancellationToken ct) => throw new InvalidCastException(Inside);

        public void Committed(IReadOnlyList<SessionSignal> signals)
        {
        }
    }
}

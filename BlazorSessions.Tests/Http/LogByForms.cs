using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BlazorSessions.App.Settings;

namespace BlazorSessions.Tests.Http;

/// <summary>The dashboard without a script.</summary>
public sealed class LogByForms : IAsyncLifetime
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private TestApp app = null!;
    private Visitor ann = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite);
        ann = new Visitor(app);
        await ann.SignUpAsync();
        await app.AddRefusedAsync((await app.SessionOfAsync(ann)).User, 60, row => row % 2 == 0 ? Firefox : "curl/8");
    }

    public async ValueTask DisposeAsync()
    {
        ann.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_filter_and_the_search_are_a_form_and_stay_filled_in_on_every_page()
    {
        var tools = (IHtmlFormElement)(await ann.GetAsync("/dashboard")).Html.QuerySelector("form[role=search]")!;
        Assert.Equal(("get", "/dashboard"), (tools.Method, tools.GetAttribute("action")));
        Assert.Equal(["All", "Active", "Ended", "Refused"], tools.QuerySelectorAll("option").Select(o => o.TextContent));

        var first = (await ann.GetAsync("/dashboard?q=firefox&status=refused")).Html;
        Assert.Equal(20, RowsOf(first).Count);
        Assert.All(RowsOf(first), row => Assert.Contains("Firefox on Linux", row.TextContent, StringComparison.Ordinal));
        Assert.Equal("firefox", first.LabelledBy("Search").Value);
        Assert.Equal("refused", ((IHtmlSelectElement)first.GetElementById("log-status")!).Value);
        Assert.Contains("within your newest 1,000 sign-ins", first.Body!.TextContent, StringComparison.Ordinal);

        var (_, older) = Visitor.FormOf(first, "Older");
        Assert.Equal(("firefox", "refused"), (older["q"], older["status"]));
        var second = (await ann.GetAsync($"/dashboard?q=firefox&status=refused&before={older["before"]}")).Html;
        Assert.Equal(10, RowsOf(second).Count);
        Assert.Equal("/dashboard?q=firefox&status=refused#session-log", second.QuerySelectorAll("a").Single(a => a.TextContent == "Newest").GetAttribute("href"));
    }

    [Theory]
    [InlineData("?q=netscape", "Nothing was found within your newest 1,000 sign-ins.")]
    [InlineData("?status=ended", "There are no sign-ins with this status.")]
    public async Task Where_nothing_fits_the_page_says_so_and_leads_back(string query, string told)
    {
        var page = (await ann.GetAsync("/dashboard" + query)).Html;

        Assert.Empty(RowsOf(page));
        Assert.Contains(told, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/dashboard", page.QuerySelectorAll("a").Single(a => a.TextContent == "Show all sign-ins").GetAttribute("href"));
    }

    [Theory]
    [InlineData("?status=nonsense")]
    [InlineData("?before=nonsense&details=nonsense")]
    [InlineData("?status=0")]
    [InlineData("?q=")]
    [InlineData("?details=00000000-0000-0000-0000-000000000000")]
    public async Task A_question_that_makes_no_sense_is_answered_with_the_newest_rows(string query)
    {
        var page = await ann.GetAsync("/dashboard" + query);

        Assert.Equal(20, RowsOf(page.Html).Count);
        Assert.Contains("This device", RowsOf(page.Html)[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("abuse", "A25")]
    public async Task What_is_looked_for_is_cut_and_shown_as_text()
    {
        var page = (await ann.GetAsync($"/dashboard?q={Uri.EscapeDataString("\"><script>" + new string('x', 2_000))}")).Html;

        Assert.Equal("\"><script>" + new string('x', 90), page.LabelledBy("Search").Value);
        Assert.DoesNotContain(page.Scripts, s => s.Source is null);
    }

    [Fact]
    public async Task Details_open_below_their_row_and_close_again_where_one_was()
    {
        var page = (await ann.GetAsync("/dashboard?status=refused")).Html;
        Assert.Empty(page.QuerySelectorAll("dl"));
        var closed = (IHtmlButtonElement)page.QuerySelector("button[aria-label='Details of Firefox on Linux']")!;

        var opened = (await ann.GetAsync($"{PathOf(closed.Form!)}&{closed.Name}={closed.Value}")).Html;
        var button = (IHtmlButtonElement)opened.QuerySelectorAll("button").Single(b => b.GetAttribute("aria-expanded") == "true");
        var details = opened.GetElementById(button.GetAttribute("aria-controls")!)!;
        Assert.Equal(button.Closest("tr"), details.PreviousElementSibling);
        Assert.Contains(Firefox, details.TextContent, StringComparison.Ordinal);
        Assert.Contains("The most sessions allowed at once were open.", details.TextContent, StringComparison.Ordinal);

        Assert.True(string.IsNullOrEmpty(button.Name));
        Assert.Equal("/dashboard?status=refused", PathOf(button.Form!));
    }

    [Fact]
    public async Task The_chart_has_its_table_with_the_days_that_had_sign_ins_in_the_zone_of_the_browser()
    {
        Assert.Equal([("Jan 2", "1", "60")], await DaysAsync("UTC"));
        Assert.Equal([("Jan 1", "1", "60")], await DaysAsync("America%2FNew_York"));
        foreach (var wrong in new[] { "Mars%2FOlympus", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Flocaltime", "", new string('a', 4_000) })
        {
            Assert.Equal([("Jan 2", "1", "60")], await DaysAsync(wrong));
        }

        async Task<IEnumerable<(string, string, string)>> DaysAsync(string zone)
        {
            ann.Cookies.Add(app.Address, new System.Net.Cookie("zone", zone));
            var chart = (await ann.GetAsync("/dashboard")).Html.QuerySelector("section[aria-labelledby=chart-title]")!;
            return chart.QuerySelectorAll("tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent, r.Children[2].TextContent));
        }
    }

    [Fact]
    public async Task The_page_is_the_same_on_PostgreSQL_where_every_read_is_waited_for()
    {
        await using var other = await TestApp.StartAsync(DatabaseProvider.PostgreSql);
        using var bob = new Visitor(other);
        await bob.SignUpAsync();
        var id = (await other.SessionOfAsync(bob)).Session;

        var page = (await bob.GetAsync($"/dashboard?q=unknown&details={id}")).Html;

        Assert.Single(RowsOf(page));
        Assert.Single(page.QuerySelectorAll("dl"));
        Assert.Single(page.QuerySelectorAll("section[aria-labelledby=chart-title] tbody tr"));
    }

    private static List<IElement> RowsOf(IHtmlDocument page) => [.. page.QuerySelectorAll("table[data-log] tbody tr:not([data-details])")];

    // Where a browser goes when the form is sent.
    private static string PathOf(IHtmlFormElement form) =>
        new Microsoft.AspNetCore.Http.Extensions.QueryBuilder(form.QuerySelectorAll<IHtmlInputElement>("input")
            .Select(i => KeyValuePair.Create(i.Name!, i.Value))).ToString() is var query ? form.GetAttribute("action") + query : "";
}

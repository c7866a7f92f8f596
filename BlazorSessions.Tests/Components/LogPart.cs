using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.Domain.Accounts;
using BlazorSessions.Domain.Sessions;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace BlazorSessions.Tests.Components;

public sealed class LogPart : IAsyncLifetime
{
    private TestApp app = null!;
    private LiveParts page = null!;
    private UserId user;
    private SessionId current;
    private IRenderedComponent<SessionLog> log = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(DatabaseProvider.Sqlite, [TestApp.NoLimits]);
        var ann = await app.SignUpAsync("ann@example.org");
        (user, current) = (ann.User, ann.Session);
        page = new LiveParts(app, ann);
        log = page.Render<SessionLog>();
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_row_comes_by_itself_and_tells_when_time_has_ended_it()
    {
        Assert.Contains("This device", Assert.Single(log.FindAll("tbody tr")).TextContent, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        await app.AskAsync("ann@example.org");
        log.WaitForAssertion(() => Assert.Equal(["Waiting", "Active"], Statuses));

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        log.WaitForAssertion(() => Assert.Equal(["Code expired", "Active"], Statuses));
    }

    [Fact]
    public async Task A_page_that_is_not_live_yet_is_sent_with_its_first_read_whatever_happens_meanwhile()
    {
        var bob = await app.SignUpAsync("bob@example.org");
        await using var sent = new LiveParts(app, bob);
        sent.SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        var rendered = sent.Render<SessionLog>();
        var before = rendered.RenderCount;
        await using var live = new LiveParts(app, bob);
        var beside = live.Render<SessionLog>();

        await app.AskAsync("bob@example.org");

        beside.WaitForAssertion(() => Assert.Equal(2, beside.FindAll("tbody tr").Count));
        Assert.Single(rendered.FindAll("tbody tr"));
        Assert.Equal(before, rendered.RenderCount);
    }

    [Fact]
    public async Task A_page_that_has_left_reads_no_more()
    {
        var before = log.RenderCount;
        await page.DisposeComponentsAsync();

        await app.AskAsync("ann@example.org");

        Assert.Equal(before, log.RenderCount);
    }

    [Fact]
    public async Task Another_status_or_other_words_are_answered_at_once_and_stand_in_the_address()
    {
        await app.AddRefusedAsync(user, 3, row => row == 2 ? "Wget/1" : "curl/8");

        await log.Find("select").ChangeAsync("refused");
        Assert.Equal(["Refused", "Refused", "Refused"], Statuses);
        Assert.Equal("/dashboard?status=refused", await page.Browser.WaitForAsync("log.isAt"));

        await log.Find("input[name=q]").InputAsync("wget ");
        Assert.Equal(["Refused"], Statuses);
        Assert.Equal("wget ", log.Find("input[name=q]").GetAttribute("value")); // else the space could not be typed
        Assert.Contains("1 sign-in shown, found within your newest 1,000 sign-ins.", log.Markup, StringComparison.Ordinal);

        await log.Find("input[name=q]").InputAsync("netscape");
        Assert.Empty(Statuses);
        await log.Find(".empty a").ClickAsync();
        Assert.Equal(4, Statuses.Count());
        Assert.Equal("", log.Find("input[name=q]").GetAttribute("value"));
    }

    [Fact]
    public async Task The_log_is_busy_while_it_reads_and_keeps_its_rows_until_it_has()
    {
        var read = new GatedRead(of: "ORDER BY");
        await using var slow = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: read.AddTo);
        await using var parts = new LiveParts(slow, await slow.SignUpAsync("ann@example.org"));
        var part = parts.Render<SessionLog>();
        read.Gate.Arm();

        var change = part.Find("select").ChangeAsync("ended");
        await read.Gate.Reached;
        part.WaitForAssertion(() => Assert.Equal("true", part.Find(".table-frame").GetAttribute("aria-busy")));
        Assert.Single(part.FindAll("td .status"));

        read.Gate.Open();
        await change;
        Assert.Null(part.Find(".table-frame").GetAttribute("aria-busy"));
        Assert.Empty(part.FindAll("td .status"));
    }

    [Fact]
    [Trait("abuse", "A29")]
    public async Task A_search_is_called_off_when_the_next_one_begins()
    {
        var read = new GatedRead(of: "ORDER BY");
        await using var slow = await TestApp.StartAsync(DatabaseProvider.Sqlite, replace: read.AddTo);
        await using var parts = new LiveParts(slow, await slow.SignUpAsync("ann@example.org"));
        var part = parts.Render<SessionLog>();
        read.Gate.Arm();

        var first = part.Find("input[name=q]").InputAsync("w");
        await read.Gate.Reached;
        await part.Find("input[name=q]").InputAsync("curl");

        await first; // and nobody has opened the gate
        Assert.Single(part.FindAll("td .status"));
        Assert.Equal("curl", part.Find("input[name=q]").GetAttribute("value"));
    }

    [Fact]
    public async Task Details_are_read_for_the_row_that_is_opened_and_go_on_with_it()
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.JoinAsync("ann@example.org", new(user, current, "Ann Lee"));
        log.WaitForAssertion(() => Assert.Equal(["Active", "Active"], Statuses));
        Assert.Equal("false", Details.GetAttribute("aria-expanded"));
        await Details.ClickAsync();
        Assert.Equal("true", Details.GetAttribute("aria-expanded"));
        Assert.Contains("curl/8", log.Find($"tr[id='{Details.GetAttribute("aria-controls")}']").TextContent, StringComparison.Ordinal);

        await app.AddRefusedAsync(user, 1);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await app.Get<SessionRegistry>().UseAsync(new(user, current, "Ann Lee"), Xunit.TestContext.Current.CancellationToken);
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        log.WaitForAssertion(() => Assert.Contains("Nobody used it for too long.", log.Find("dl").TextContent, StringComparison.Ordinal));

        await Details.ClickAsync();
        Assert.Empty(log.FindAll("dl"));
    }

    [Fact]
    public async Task What_comes_while_the_page_is_open_pushes_nothing_out_below_until_the_page_is_twice_as_long()
    {
        var before = await app.AddRefusedAsync(user, 60);
        await using var parts = new LiveParts(app, new(user, current, "Ann Lee"));
        var part = parts.Render<SessionLog>();
        Assert.Equal(20, part.FindAll("td .status").Count);
        var lowest = before[18].Id;

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.AskAsync("ann@example.org");
        part.WaitForAssertion(() => Assert.Equal(21, part.FindAll("td .status").Count));
        Assert.Equal($"{lowest}", part.FindAll("button[name=details]")[^1].GetAttribute("value"));

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await app.AddRefusedAsync(user, 19);
        await app.SignOutAsync(await app.SignUpAsync("bob@example.org")); // nobody's business here
        await app.AskAsync("ann@example.org");
        part.WaitForAssertion(() => Assert.Equal(40, part.FindAll("td .status").Count));
    }

    private AngleSharp.Dom.IElement Details => log.Find("button[aria-label='Details of curl']");

    private IEnumerable<string> Statuses => log.FindAll("td .status").Select(s => s.TextContent);
}
